using SsNet.Data;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Figures;

/// <summary>Which slice of a volume a picture shows. An image of two axes is its own only slice, whatever the view.</summary>
/// <param name="Axis">The axis that the slice is perpendicular to: 0, 1 or 2. The first of the other two runs down the picture, the second to the right.</param>
/// <param name="Index">Which slice along that axis, from 0.</param>
public readonly record struct SliceView(int Axis, int Index)
{
    /// <summary>The slice with most labelled voxels, <see cref="Case.Ignored"/> ones aside; the middle one where nothing is labelled.</summary>
    /// <param name="label">The label map.</param>
    /// <param name="axis">The axis that the slice is perpendicular to.</param>
    public static SliceView OfMostForeground(Volume<byte> label, int axis) => OfMost(label.Geometry, axis, voxel => label.Voxels[voxel] is 0 or Case.Ignored ? 0 : 1);

    /// <summary>The slice with most of a weight; the middle one where there is none.</summary>
    /// <param name="weights">The weight of every voxel.</param>
    /// <param name="axis">The axis that the slice is perpendicular to.</param>
    internal static SliceView OfMostWeight(Volume<int> weights, int axis) => OfMost(weights.Geometry, axis, voxel => weights.Voxels[voxel]);

    /// <summary>The slice in the middle.</summary>
    /// <param name="geometry">The grid.</param>
    /// <param name="axis">The axis that the slice is perpendicular to.</param>
    public static SliceView OfMiddle(Geometry geometry, int axis) => new(axis, geometry.Rank == 2 ? 0 : geometry.Size[axis] / 2);

    /// <summary>The voxels of the slice.</summary>
    /// <typeparam name="T">The type of a voxel.</typeparam>
    /// <param name="volume">The volume.</param>
    /// <returns>Row by column.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The volume has no such axis or slice.</exception>
    public T[,] Of<T>(Volume<T> volume)
        where T : unmanaged
    {
        var (down, right) = Axes(volume.Geometry);
        int[] strides = Geometry.Strides(volume.Geometry.Size.AsSpan());
        int start = volume.Geometry.Rank == 2 ? 0 : Index * strides[Axis];
        var slice = new T[volume.Geometry.Size[down], volume.Geometry.Size[right]];
        for (int row = 0; row < slice.GetLength(0); row++)
        {
            for (int column = 0; column < slice.GetLength(1); column++) slice[row, column] = volume.Voxels[start + row * strides[down] + column * strides[right]];
        }

        return slice;
    }

    /// <summary>Height of a voxel of the slice over its width, in the world.</summary>
    /// <param name="geometry">The volume's grid.</param>
    public double Aspect(Geometry geometry)
    {
        var (down, right) = Axes(geometry);
        return geometry.Spacing[down] / geometry.Spacing[right];
    }

    /// <summary>Width of a voxel of the slice in mm; null where nobody knows.</summary>
    /// <param name="geometry">The volume's grid.</param>
    internal double? VoxelWidth(Geometry geometry) => geometry.HasPlace ? geometry.Spacing[Axes(geometry).Right] : null;

    internal static void RequireSameSize(Geometry first, Geometry second)
    {
        if (!first.HasSameSize(second)) throw new ArgumentException($"Images of one picture must be of one size, not {first.SizeText} and {second.SizeText}.");
    }

    private (int Down, int Right) Axes(Geometry geometry)
    {
        if (geometry.Rank == 2) return (0, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Axis);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Axis, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(Index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Index, geometry.Size[Axis]);
        return (Axis == 0 ? 1 : 0, Axis == 2 ? 1 : 2);
    }

    private static SliceView OfMost(Geometry geometry, int axis, Func<int, int> weightOf)
    {
        if (geometry.Rank == 2) return new(axis, 0);
        int stride = Geometry.Strides(geometry.Size.AsSpan())[axis];
        var totals = new long[geometry.Size[axis]];
        for (int voxel = 0; voxel < geometry.VoxelCount; voxel++) totals[voxel / stride % totals.Length] += weightOf(voxel);
        long most = totals.Max();
        return most == 0 ? OfMiddle(geometry, axis) : new(axis, Array.IndexOf(totals, most));
    }
}
