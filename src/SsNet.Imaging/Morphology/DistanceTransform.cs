using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Morphology;

/// <summary>
/// Exact Euclidean distance transform, one axis after the other (Felzenszwalb and Huttenlocher, "Distance transforms of
/// sampled functions", Theory of Computing 8, 2012), for two or three axes and any spacing, in double precision.
/// </summary>
public static class DistanceTransform
{
    /// <summary>The distance of every voxel to the nearest voxel that is not zero; infinite everywhere when all are zero.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="spacing">Distance between voxels per axis, each above 0; omitted, distances are in voxels.</param>
    /// <exception cref="ArgumentException">The number of spacings is not the number of axes.</exception>
    public static Volume<double> ToForeground(Volume<byte> mask, ReadOnlySpan<double> spacing = default) => Measure(mask, true, spacing);

    /// <summary>The distance of every voxel to the nearest voxel that is zero; infinite everywhere when there is none.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="spacing">Distance between voxels per axis, each above 0; omitted, distances are in voxels.</param>
    /// <exception cref="ArgumentException">The number of spacings is not the number of axes.</exception>
    public static Volume<double> ToBackground(Volume<byte> mask, ReadOnlySpan<double> spacing = default) => Measure(mask, false, spacing);

    /// <summary>The squared distance of every voxel to the nearest target; infinite everywhere when there is no target.</summary>
    /// <param name="targets">The targets, in row-major order.</param>
    /// <param name="size">Voxels per axis.</param>
    /// <param name="spacing">Distance between voxels per axis.</param>
    internal static double[] SquaredDistances(ReadOnlySpan<bool> targets, ReadOnlySpan<int> size, ReadOnlySpan<double> spacing)
    {
        var squared = new double[targets.Length];
        SquaredDistances(targets, size, spacing, squared);
        return squared;
    }

    /// <summary>The squared distance of every voxel to the nearest target, for callers that measure again and again on one grid.</summary>
    /// <param name="targets">The targets, in row-major order.</param>
    /// <param name="size">Voxels per axis.</param>
    /// <param name="spacing">Distance between voxels per axis.</param>
    /// <param name="squared">Takes the squared distances, all infinite when there is no target; one per voxel, whatever they are before.</param>
    internal static void SquaredDistances(ReadOnlySpan<bool> targets, ReadOnlySpan<int> size, ReadOnlySpan<double> spacing, double[] squared)
    {
        for (int start = 0; start < squared.Length; start += size[^1])
        {
            AlongRow(targets.Slice(start, size[^1]), squared.AsSpan(start, size[^1]), spacing[^1]);
        }

        int stride = size[^1];
        for (int axis = size.Length - 2; axis >= 0; axis--)
        {
            var envelope = new LowerEnvelope(size[axis], spacing[axis]);
            int block = stride * size[axis];
            for (int start = 0; start < squared.Length; start += block)
            {
                for (int offset = 0; offset < stride; offset++) envelope.Replace(squared, start + offset, stride);
            }

            stride = block;
        }
    }

    private static Volume<double> Measure(Volume<byte> mask, bool toForeground, ReadOnlySpan<double> spacing)
    {
        int rank = mask.Geometry.Rank;
        if (!spacing.IsEmpty && spacing.Length != rank)
        {
            throw new ArgumentException($"A mask of {rank} axes needs {rank} spacings, not {spacing.Length}.", nameof(spacing));
        }

        Span<double> ones = stackalloc double[rank];
        ones.Fill(1);
        bool[] targets = Array.ConvertAll(mask.Voxels, value => value != 0 == toForeground);
        double[] distances = SquaredDistances(targets, mask.Geometry.Size.AsSpan(), spacing.IsEmpty ? ones : spacing);
        for (int i = 0; i < distances.Length; i++) distances[i] = Math.Sqrt(distances[i]);
        return new Volume<double>(mask.Geometry, distances);
    }

    /// <summary>On the first axis the values are only targets or not: one sweep each way finds the nearest.</summary>
    private static void AlongRow(ReadOnlySpan<bool> targets, Span<double> squared, double spacing)
    {
        squared.Fill(double.PositiveInfinity);
        int first = targets.IndexOf(true);
        if (first < 0) return;

        int nearest = first;
        for (int i = 0; i < targets.Length; i++)
        {
            if (targets[i]) nearest = i;
            double distance = (i - nearest) * spacing;
            squared[i] = distance * distance;
        }

        nearest = targets.LastIndexOf(true);
        for (int i = nearest; i >= 0; i--)
        {
            if (targets[i]) nearest = i;
            double distance = (nearest - i) * spacing;
            squared[i] = Math.Min(squared[i], distance * distance);
        }
    }
}
