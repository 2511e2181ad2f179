using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Metrics;

/// <summary>
/// The surface of a class, row by row. A surface voxel is a voxel of the class with a face neighbour outside it; beyond the array counts as outside (MedPy: the mask without its
/// erosion by the face-connected element). A slice of two axes is a volume of one plane that has no neighbours before and behind it.
/// </summary>
internal sealed class Surface
{
    private readonly List<int> columns = [];
    private readonly int[] starts;

    private Surface(Geometry geometry)
    {
        Planes = geometry.Rank == 3 ? geometry.Size[0] : 1;
        Rows = geometry.Size[^2];
        starts = new int[Planes * Rows + 1];
    }

    /// <summary>Planes of the label map.</summary>
    public int Planes { get; }

    /// <summary>Rows of a plane.</summary>
    public int Rows { get; }

    /// <summary>Number of surface voxels.</summary>
    public int Count => columns.Count;

    /// <summary>Number of rows with surface voxels.</summary>
    public int RowsWithVoxels { get; private set; }

    /// <summary>The first column with a surface voxel.</summary>
    public int FirstColumn { get; private set; } = int.MaxValue;

    /// <summary>The last column with a surface voxel.</summary>
    public int LastColumn { get; private set; } = -1;

    /// <summary>Finds the surface.</summary>
    /// <param name="labels">The label map.</param>
    /// <param name="label">The class.</param>
    public static Surface Of(Volume<byte> labels, byte label)
    {
        var surface = new Surface(labels.Geometry);
        int length = labels.Geometry.Size[^1];
        bool isVolume = labels.Geometry.Rank == 3;
        for (int index = 0; index < surface.starts.Length - 1; index++)
        {
            var row = labels.Voxels.AsSpan(index * length, length);
            int first = row.IndexOf(label);
            if (first >= 0)
            {
                var (plane, inPlane) = Math.DivRem(index, surface.Rows);
                bool atBorder = inPlane == 0 || inPlane == surface.Rows - 1 || (isVolume && (plane == 0 || plane == surface.Planes - 1));
                int last = row.LastIndexOf(label);
                if (atBorder) surface.AddAll(row, first, last, label);
                else surface.AddRow(labels.Voxels, index * length, length, isVolume ? surface.Rows * length : 0, first, last, label);
            }

            surface.starts[index + 1] = surface.columns.Count;
            if (surface.starts[index + 1] > surface.starts[index]) surface.RowsWithVoxels++;
        }

        return surface;
    }

    /// <summary>The columns of a row's surface voxels, ascending.</summary>
    /// <param name="plane">The plane, 0 in a slice.</param>
    /// <param name="row">The row within the plane.</param>
    public ReadOnlySpan<int> Row(int plane, int row)
    {
        int index = plane * Rows + row;
        return CollectionsMarshal.AsSpan(columns)[starts[index]..starts[index + 1]];
    }

    private void AddAll(ReadOnlySpan<byte> row, int first, int last, byte label)
    {
        for (int column = first; column <= last; column++)
        {
            if (row[column] == label) Add(column);
        }
    }

    /// <summary>Adds what is surface of a row that has rows on all sides; the plane's length is 0 in a slice, where a voxel thus stands in for its neighbours in front and behind.</summary>
    // Optimised from the first call on: one comparison would otherwise run mostly in unoptimised code.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddRow(ReadOnlySpan<byte> voxels, int start, int length, int plane, int first, int last, byte label)
    {
        int column = first;
        var sought = Vector256.Create(label);
        for (; column <= last && start + column + Math.Max(plane, length) + Vector256<byte>.Count <= voxels.Length; column += Vector256<byte>.Count)
        {
            int i = start + column;
            uint own = Found(voxels, i, sought).ExtractMostSignificantBits();
            uint inside = (Found(voxels, i - 1, sought) & Found(voxels, i + 1, sought) & Found(voxels, i - length, sought) & Found(voxels, i + length, sought)
                & Found(voxels, i - plane, sought) & Found(voxels, i + plane, sought)).ExtractMostSignificantBits();
            // Beside the ends of a row lie other rows in memory, but outside in the image.
            if (column == 0) inside &= ~1u;
            if (length - 1 - column < Vector256<byte>.Count) inside &= ~(1u << (length - 1 - column));
            if (last - column < Vector256<byte>.Count - 1) own &= (1u << (last - column + 1)) - 1;
            for (uint left = own & ~inside; left != 0; left &= left - 1) Add(column + BitOperations.TrailingZeroCount(left));
        }

        for (; column <= last; column++)
        {
            int i = start + column;
            if (voxels[i] != label) continue;
            bool inside = column > 0 && column < length - 1 && voxels[i - 1] == label && voxels[i + 1] == label && voxels[i - length] == label && voxels[i + length] == label
                && voxels[i - plane] == label && voxels[i + plane] == label;
            if (!inside) Add(column);
        }
    }

    private void Add(int column)
    {
        columns.Add(column);
        FirstColumn = Math.Min(FirstColumn, column);
        LastColumn = Math.Max(LastColumn, column);
    }

    private static Vector256<byte> Found(ReadOnlySpan<byte> voxels, int start, Vector256<byte> sought) => Vector256.Equals(Vector256.Create(voxels[start..]), sought);
}
