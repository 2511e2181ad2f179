using SsNet.Imaging.Metrics;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Metrics;

/// <summary>The metrics by their definitions, with the distance of every pair of surface voxels: slow, and plain enough to be seen to be right.</summary>
internal static class PlainMetrics
{
    public static SegmentationScore Of(Volume<byte> prediction, Volume<byte> truth, byte label, double[] spacing)
    {
        int[] predicted = VoxelsOf(prediction, label), actual = VoxelsOf(truth, label);
        if (predicted.Length + actual.Length == 0) return SegmentationScore.OfEmptyMasks;
        if (predicted.Length == 0 || actual.Length == 0) return new SegmentationScore(0, 0, double.NaN, double.NaN, double.NaN);

        int common = predicted.Intersect(actual).Count();
        int[] predictedSurface = SurfaceOf(prediction, label), trueSurface = SurfaceOf(truth, label);
        double[] there = [.. predictedSurface.Select(voxel => Math.Sqrt(SquaredDistance(truth.Geometry, voxel, trueSurface, spacing)))];
        double[] back = [.. trueSurface.Select(voxel => Math.Sqrt(SquaredDistance(truth.Geometry, voxel, predictedSurface, spacing)))];
        double[] pooled = [.. there.Concat(back).Order()];
        double place = 0.95 * (pooled.Length - 1);
        double below = pooled[(int)Math.Floor(place)], above = pooled[(int)Math.Ceiling(place)];
        return new SegmentationScore(
            2.0 * common / (predicted.Length + actual.Length),
            (double)common / predicted.Union(actual).Count(),
            below + (above - below) * (place - Math.Floor(place)),
            there.Average(),
            pooled.Average());
    }

    /// <summary>The voxels of a class with a face neighbour outside it, in row-major order.</summary>
    public static int[] SurfaceOf(Volume<byte> labels, byte label)
    {
        var grid = labels.Geometry;
        int[] strides = Geometry.Strides(grid.Size.AsSpan());
        return [.. VoxelsOf(labels, label).Where(voxel => Enumerable.Range(0, grid.Rank).Any(axis =>
        {
            int position = Samples.IndexOf(grid, voxel)[axis];
            return position == 0 || position == grid.Size[axis] - 1 || labels.Voxels[voxel - strides[axis]] != label || labels.Voxels[voxel + strides[axis]] != label;
        }))];
    }

    /// <summary>The squared distance of a voxel to the nearest of others.</summary>
    public static double SquaredDistance(Geometry grid, int voxel, int[] others, double[] spacing)
    {
        int[] from = Samples.IndexOf(grid, voxel);
        return others.Min(other => Samples.IndexOf(grid, other).Select((position, axis) => Math.Pow((position - from[axis]) * spacing[axis], 2)).Sum());
    }

    private static int[] VoxelsOf(Volume<byte> labels, byte label) => [.. Enumerable.Range(0, labels.Voxels.Length).Where(i => labels.Voxels[i] == label)];
}
