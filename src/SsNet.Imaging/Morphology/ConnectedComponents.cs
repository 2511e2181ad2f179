using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Morphology;

/// <summary>Connected components by two passes and a union–find forest, for two or three axes.</summary>
public static class ConnectedComponents
{
    /// <summary>Numbers the components of a mask.</summary>
    /// <param name="mask">The mask; every voxel that is not zero belongs to it.</param>
    /// <param name="connectivity">Which voxels are neighbours.</param>
    public static ComponentMap Label(Volume<byte> mask, Connectivity connectivity = Connectivity.Full)
    {
        var labels = new Volume<int>(mask.Geometry);
        var parents = Provisional(mask, NeighboursBefore(mask.Geometry, connectivity), labels.Voxels);
        int[] sizes = Renumber(labels.Voxels, parents);
        return new ComponentMap(labels, [.. sizes]);
    }

    /// <summary>First pass: gives every voxel the number of a neighbour before it, or a new one, and notes which numbers meet.</summary>
    private static List<int> Provisional(Volume<byte> mask, Neighbour[] neighbours, int[] labels)
    {
        var size = mask.Geometry.Size.AsSpan();
        int rows = size[^2];
        int columns = size[^1];
        var parents = new List<int> { 0 };

        for (int i = 0; i < labels.Length; i++)
        {
            if (mask.Voxels[i] == 0) continue;

            int column = i % columns;
            int row = i / columns % rows;
            int plane = i / columns / rows;
            int label = 0;
            foreach (var neighbour in neighbours)
            {
                // Nothing comes after the last plane: neighbours before a voxel are in its plane or the one before.
                if (plane + neighbour.Plane < 0) continue;
                if ((uint)(row + neighbour.Row) >= (uint)rows || (uint)(column + neighbour.Column) >= (uint)columns) continue;

                int other = labels[i + neighbour.Offset];
                if (other != 0) label = label == 0 ? Root(parents, other) : Join(parents, label, other);
            }

            if (label == 0)
            {
                label = parents.Count;
                parents.Add(label);
            }

            labels[i] = label;
        }

        return parents;
    }

    /// <summary>
    /// Second pass: roots are the smallest provisional numbers, which were given out in row-major order, so counting the
    /// roots upwards numbers the components by their first voxels.
    /// </summary>
    private static int[] Renumber(int[] labels, List<int> parents)
    {
        var numbers = new int[parents.Count];
        int count = 0;
        for (int label = 1; label < numbers.Length; label++)
        {
            int root = Root(parents, label);
            numbers[label] = root == label ? ++count : numbers[root];
        }

        var sizes = new int[count];
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] == 0) continue;
            labels[i] = numbers[labels[i]];
            sizes[labels[i] - 1]++;
        }

        return sizes;
    }

    private static int Root(List<int> parents, int label)
    {
        while (parents[label] != label)
        {
            parents[label] = parents[parents[label]];
            label = parents[label];
        }

        return label;
    }

    private static int Join(List<int> parents, int first, int second)
    {
        first = Root(parents, first);
        second = Root(parents, second);
        int smaller = Math.Min(first, second);
        parents[Math.Max(first, second)] = smaller;
        return smaller;
    }

    private static Neighbour[] NeighboursBefore(Geometry geometry, Connectivity connectivity)
    {
        int columns = geometry.Size[^1];
        int firstPlane = geometry.Rank == 3 ? -1 : 0;
        var neighbours = new List<Neighbour>();
        for (int plane = firstPlane; plane <= 0; plane++)
        {
            for (int row = -1; row <= 1; row++)
            {
                for (int column = -1; column <= 1; column++)
                {
                    bool isBefore = (plane, row, column).CompareTo((0, 0, 0)) < 0;
                    int axesLeft = Math.Abs(plane) + Math.Abs(row) + Math.Abs(column);
                    if (!isBefore || axesLeft > (int)connectivity) continue;
                    neighbours.Add(new Neighbour(plane, row, column, (plane * geometry.Size[^2] + row) * columns + column));
                }
            }
        }

        return [.. neighbours];
    }

    private readonly record struct Neighbour(int Plane, int Row, int Column, int Offset);
}
