using System.Runtime.InteropServices;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Morphology;

/// <summary>
/// The connected components of a mask as runs of voxels along the rows, joined by a union–find forest. There are far fewer runs than voxels, and finding their ends is a search in memory.
/// </summary>
internal sealed class ComponentRuns
{
    private readonly List<Run> runs = [];
    private readonly List<int> parents = [];
    private readonly int[] rowStarts;

    private ComponentRuns(int rows) => rowStarts = new int[rows + 1];

    /// <summary>The runs in row-major order.</summary>
    public ReadOnlySpan<Run> Runs => CollectionsMarshal.AsSpan(runs);

    /// <summary>The component of every run, counted from 0 in row-major order of the components' first voxels.</summary>
    public int[] Components { get; private set; } = [];

    /// <summary>Voxels of every component.</summary>
    public int[] Sizes { get; private set; } = [];

    /// <summary>Finds the components.</summary>
    /// <param name="mask">The mask; every voxel that is not zero belongs to it.</param>
    /// <param name="connectivity">Which voxels are neighbours.</param>
    /// <param name="perClass">Whether voxels of different values belong to different components.</param>
    public static ComponentRuns Of(Volume<byte> mask, Connectivity connectivity, bool perClass = false)
    {
        int length = mask.Geometry.Size[^1], rows = mask.Geometry.Size[^2];
        var found = new ComponentRuns(mask.Voxels.Length / length);
        for (int row = 0; row < found.rowStarts.Length - 1; row++)
        {
            found.AddRow(mask.Voxels.AsSpan(row * length, length), row * length, perClass);
            found.rowStarts[row + 1] = found.runs.Count;
            if (found.rowStarts[row + 1] == found.rowStarts[row]) continue;

            var (plane, inPlane) = Math.DivRem(row, rows);
            for (int planeStep = plane > 0 ? -1 : 0; planeStep <= 0; planeStep++)
            {
                // Of the rows of its own plane only those before a row are known yet.
                for (int rowStep = -1; rowStep < (planeStep < 0 ? 2 : 0); rowStep++)
                {
                    int axes = Math.Abs(planeStep) + Math.Abs(rowStep);
                    if (axes > (int)connectivity || (uint)(inPlane + rowStep) >= (uint)rows) continue;
                    found.JoinRows(row, row + planeStep * rows + rowStep, length, axes < (int)connectivity ? 1 : 0);
                }
            }
        }

        found.Number();
        return found;
    }

    private void AddRow(ReadOnlySpan<byte> row, int start, bool perClass)
    {
        for (int at = row.IndexOfAnyExcept((byte)0); at < row.Length && at >= 0;)
        {
            byte value = row[at];
            int length = perClass ? row[at..].IndexOfAnyExcept(value) : row[at..].IndexOf((byte)0);
            if (length < 0) length = row.Length - at;
            parents.Add(runs.Count);
            runs.Add(new Run(start + at, length, perClass ? value : (byte)1));
            int gap = row[(at + length)..].IndexOfAnyExcept((byte)0);
            at = gap < 0 ? row.Length : at + length + gap;
        }
    }

    /// <summary>Joins the runs of a row with those of an earlier one that they touch.</summary>
    /// <param name="row">The row.</param>
    /// <param name="earlier">The earlier row.</param>
    /// <param name="length">Voxels of a row.</param>
    /// <param name="reach">How many voxels beyond its ends a run touches.</param>
    private void JoinRows(int row, int earlier, int length, int reach)
    {
        int shift = (row - earlier) * length;
        int first = rowStarts[earlier];
        for (int k = rowStarts[row]; k < rowStarts[row + 1]; k++)
        {
            int begin = runs[k].Start - shift - reach, end = runs[k].End - shift + reach;
            while (first < rowStarts[earlier + 1] && runs[first].End <= begin) first++;
            for (int other = first; other < rowStarts[earlier + 1] && runs[other].Start < end; other++)
            {
                if (runs[other].Value == runs[k].Value) Join(k, other);
            }
        }
    }

    /// <summary>Roots are the first runs of their components, so counting the roots upwards numbers the components by their first voxels.</summary>
    private void Number()
    {
        Components = new int[runs.Count];
        var sizes = new List<int>();
        for (int k = 0; k < runs.Count; k++)
        {
            int root = Root(k);
            if (root == k) sizes.Add(0);
            Components[k] = root == k ? sizes.Count - 1 : Components[root];
            sizes[Components[k]] += runs[k].Length;
        }

        Sizes = [.. sizes];
    }

    private int Root(int run)
    {
        while (parents[run] != run)
        {
            parents[run] = parents[parents[run]];
            run = parents[run];
        }

        return run;
    }

    private void Join(int first, int second)
    {
        first = Root(first);
        second = Root(second);
        parents[Math.Max(first, second)] = Math.Min(first, second);
    }

    /// <summary>Voxels of a mask that lie side by side in a row.</summary>
    /// <param name="Start">Index of the first voxel in the image.</param>
    /// <param name="Length">How many they are.</param>
    /// <param name="Value">Their value; 1 where values do not matter.</param>
    internal readonly record struct Run(int Start, int Length, byte Value)
    {
        /// <summary>Index of the voxel after the last one.</summary>
        public int End => Start + Length;
    }
}
