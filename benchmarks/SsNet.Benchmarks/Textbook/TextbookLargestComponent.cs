using SsNet.Imaging.Volumes;

namespace SsNet.Benchmarks.Textbook;

/// <summary>The largest connected component as one writes it down, to be compared with: a flood fill from every voxel that no other fill has reached.</summary>
internal static class TextbookLargestComponent
{
    /// <summary>A copy in which all but the largest component (26-connected) is zero.</summary>
    /// <param name="mask">The mask, of two or three axes.</param>
    public static Volume<byte> Keep(Volume<byte> mask)
    {
        var labels = new int[mask.Voxels.Length];
        var sizes = new List<int> { 0 };
        var open = new Stack<int>();
        for (int seed = 0; seed < labels.Length; seed++)
        {
            if (mask.Voxels[seed] == 0 || labels[seed] != 0) continue;
            int label = sizes.Count, size = 0;
            labels[seed] = label;
            open.Push(seed);
            while (open.TryPop(out int voxel))
            {
                size++;
                foreach (int neighbour in Around(mask.Geometry, voxel))
                {
                    if (mask.Voxels[neighbour] == 0 || labels[neighbour] != 0) continue;
                    labels[neighbour] = label;
                    open.Push(neighbour);
                }
            }

            sizes.Add(size);
        }

        int largest = sizes.IndexOf(sizes.Max());
        return new Volume<byte>(mask.Geometry, [.. mask.Voxels.Select((value, i) => labels[i] == largest ? value : (byte)0)]);
    }

    private static IEnumerable<int> Around(Geometry grid, int voxel)
    {
        var (planes, rows, columns) = (grid.Rank == 3 ? grid.Size[0] : 1, grid.Size[^2], grid.Size[^1]);
        int column = voxel % columns, row = voxel / columns % rows, plane = voxel / columns / rows;
        for (int p = Math.Max(plane - 1, 0); p <= Math.Min(plane + 1, planes - 1); p++)
        {
            for (int r = Math.Max(row - 1, 0); r <= Math.Min(row + 1, rows - 1); r++)
            {
                for (int c = Math.Max(column - 1, 0); c <= Math.Min(column + 1, columns - 1); c++) yield return (p * rows + r) * columns + c;
            }
        }
    }
}
