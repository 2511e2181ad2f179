using System.Collections.Immutable;

namespace SsNet.Imaging.Volumes;

/// <summary>
/// The grid of an image in the world: size, spacing, origin and direction, for two or three axes. Axes are in array
/// order: the last one varies fastest in memory. The world point of index i is origin + direction · (spacing ∘ i).
/// </summary>
public sealed class Geometry
{
    /// <summary>A grid.</summary>
    /// <param name="size">Voxels per axis, each at least 1; two or three axes.</param>
    /// <param name="spacing">Distance between voxel centres per axis in mm, each above 0; 1 for every axis when omitted.</param>
    /// <param name="origin">World position of the first voxel's centre in mm; zero when omitted.</param>
    /// <param name="direction">Row-major square matrix whose column i is the world direction of axis i; identity when omitted.</param>
    /// <exception cref="ArgumentException">A length does not match the number of axes, or a value is out of range.</exception>
    public Geometry(
        ReadOnlySpan<int> size,
        ReadOnlySpan<double> spacing = default,
        ReadOnlySpan<double> origin = default,
        ReadOnlySpan<double> direction = default)
    {
        int rank = size.Length;
        if (rank is not (2 or 3)) throw new ArgumentException($"An image has two or three axes, not {rank}.", nameof(size));
        foreach (int n in size)
        {
            if (n < 1) throw new ArgumentException($"Every axis needs at least one voxel, but the size is {Format(size)}.", nameof(size));
        }

        Size = [.. size];
        Spacing = spacing.IsEmpty ? [.. Enumerable.Repeat(1.0, rank)] : [.. spacing];
        Origin = origin.IsEmpty ? [.. new double[rank]] : [.. origin];
        Direction = direction.IsEmpty ? Identity(rank) : [.. direction];

        if (Spacing.Length != rank || Origin.Length != rank || Direction.Length != rank * rank)
        {
            throw new ArgumentException($"Spacing, origin and direction must have {rank}, {rank} and {rank * rank} values.", nameof(spacing));
        }

        foreach (double s in Spacing)
        {
            if (!(s > 0) || double.IsInfinity(s)) throw new ArgumentException($"Spacing must be positive and finite, but is {s}.", nameof(spacing));
        }
    }

    /// <summary>Voxels per axis.</summary>
    public ImmutableArray<int> Size { get; }

    /// <summary>Distance between voxel centres per axis, in mm.</summary>
    public ImmutableArray<double> Spacing { get; }

    /// <summary>World position of the first voxel's centre, in mm.</summary>
    public ImmutableArray<double> Origin { get; }

    /// <summary>Row-major square matrix whose column i is the world direction of axis i.</summary>
    public ImmutableArray<double> Direction { get; }

    /// <summary>Number of axes: 2 or 3.</summary>
    public int Rank => Size.Length;

    /// <summary>Volume of a voxel in mm³, of a slice its area in mm²; axes that are not at right angles span less than the product of their spacings.</summary>
    public double VoxelSize => Spacing.Aggregate(1.0, (product, spacing) => product * spacing) * Math.Abs(Determinant([.. Direction]));

    /// <summary>Number of voxels.</summary>
    public long VoxelCount => Size.Aggregate(1L, (product, n) => product * n);

    /// <summary>
    /// Whether anybody said where the image is: unit spacing along the world's axes from its origin is what an image has whose format does not keep its place.
    /// </summary>
    public bool HasPlace => Spacing.Any(spacing => spacing != 1) || Origin.Any(offset => offset != 0) || !Direction.AsSpan().SequenceEqual(Identity(Rank).AsSpan());

    /// <summary>A grid of unit spacing at the world's origin.</summary>
    /// <param name="size">Voxels per axis.</param>
    public static Geometry OfSize(params ReadOnlySpan<int> size) => new(size);

    /// <summary>Whether both grids have the same number of voxels along every axis.</summary>
    /// <param name="other">The other grid.</param>
    public bool HasSameSize(Geometry other) => Size.AsSpan().SequenceEqual(other.Size.AsSpan());

    /// <summary>Where a voxel, or a place between voxels, is in the world.</summary>
    /// <param name="index">Voxels from the first one along each axis.</param>
    /// <returns>The world point in mm.</returns>
    public double[] ToWorld(ReadOnlySpan<double> index)
    {
        double[] point = [.. Origin];
        for (int world = 0; world < Rank; world++)
        {
            for (int axis = 0; axis < Rank; axis++) point[world] += Direction[world * Rank + axis] * Spacing[axis] * index[axis];
        }

        return point;
    }

    /// <summary>Which voxel, or place between voxels, a world point is at.</summary>
    /// <param name="point">The world point in mm.</param>
    /// <returns>Voxels from the first one along each axis; outside of the image below 0 or above its size.</returns>
    public double[] ToIndex(ReadOnlySpan<double> point)
    {
        var offset = new double[Rank];
        for (int world = 0; world < Rank; world++) offset[world] = point[world] - Origin[world];
        double whole = Determinant([.. Direction]);
        var index = new double[Rank];
        for (int axis = 0; axis < Rank; axis++)
        {
            // Cramer's rule: axes need not be at right angles.
            double[] replaced = [.. Direction];
            for (int world = 0; world < Rank; world++) replaced[world * Rank + axis] = offset[world];
            index[axis] = Determinant(replaced) / whole / Spacing[axis];
        }

        return index;
    }

    /// <summary>The largest distance in mm between a corner of this grid and the same corner of another of its size.</summary>
    /// <param name="other">The other grid.</param>
    /// <exception cref="ArgumentException">It has another size.</exception>
    public double LargestOffset(Geometry other)
    {
        if (!HasSameSize(other)) throw new ArgumentException($"Grids of {SizeText} and {other.SizeText} have no corners in common.", nameof(other));
        double largest = 0;
        for (int corner = 0; corner < 1 << Rank; corner++)
        {
            double[] index = [.. Size.Select((n, axis) => (corner >> axis & 1) * (n - 1.0))];
            largest = Math.Max(largest, Math.Sqrt(ToWorld(index).Zip(other.ToWorld(index), (a, b) => (a - b) * (a - b)).Sum()));
        }

        return largest;
    }

    /// <summary>Whether another grid has the same voxels at the same places, but for what formats round: a hundredth of a voxel and a thousandth of a mm.</summary>
    /// <param name="other">The other grid.</param>
    public bool IsLike(Geometry other) => HasSameSize(other) && LargestOffset(other) <= 0.01 * other.Spacing.Min() + 1e-3;

    /// <summary>Distance in memory from a voxel to its neighbour along each axis, in voxels; the last axis varies fastest.</summary>
    /// <param name="size">Voxels per axis.</param>
    /// <exception cref="OverflowException">The voxels are too many for one array.</exception>
    public static int[] Strides(ReadOnlySpan<int> size)
    {
        var strides = new int[size.Length];
        int stride = 1;
        for (int axis = size.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride = checked(stride * size[axis]);
        }

        return strides;
    }

    /// <summary>The size as a person writes it, such as 180×140×88.</summary>
    public string SizeText => Format(Size.AsSpan());

    /// <summary>A size as a person writes it, such as 180×140×88.</summary>
    /// <param name="size">Voxels per axis.</param>
    public static string Format(ReadOnlySpan<int> size) => string.Join('×', size.ToArray());

    /// <summary>The determinant of a row-major square matrix of two or three rows.</summary>
    internal static double Determinant(double[] m) => m.Length == 4
        ? m[0] * m[3] - m[1] * m[2]
        : m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6]);

    private static ImmutableArray<double> Identity(int rank)
    {
        var values = new double[rank * rank];
        for (int i = 0; i < rank; i++) values[i * rank + i] = 1;
        return [.. values];
    }
}
