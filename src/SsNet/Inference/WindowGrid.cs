using System.Collections.Immutable;

namespace SsNet.Inference;

/// <summary>Where the windows of a sliding window lie.</summary>
public static class WindowGrid
{
    /// <summary>
    /// First voxels of the windows along one axis: a window every stride, the last one moved back to end at the border, so that every
    /// voxel is covered when the stride is at most the window. An axis of 10, windows of 4, stride 4: 0, 4, 6.
    /// </summary>
    /// <param name="size">Voxels along the axis, at least the window's.</param>
    /// <param name="window">Voxels of a window.</param>
    /// <param name="stride">Distance between windows, at least 1.</param>
    public static ImmutableArray<int> Starts(int size, int window, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, window);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        int count = (size - window + stride - 1) / stride + 1;
        return [.. Enumerable.Range(0, count).Select(i => Math.Min(i * stride, size - window))];
    }

    /// <summary>First voxels of all windows of an image, the last axis running fastest.</summary>
    /// <param name="size">Voxels per axis.</param>
    /// <param name="window">Voxels of a window per axis.</param>
    /// <param name="stride">Distance between windows per axis.</param>
    public static IReadOnlyList<int[]> Corners(ReadOnlySpan<int> size, ReadOnlySpan<int> window, ReadOnlySpan<int> stride)
    {
        IReadOnlyList<int[]> corners = [[]];
        for (int axis = 0; axis < size.Length; axis++)
        {
            var starts = Starts(size[axis], window[axis], stride[axis]);
            corners = [.. corners.SelectMany(corner => starts.Select(start => (int[])[.. corner, start]))];
        }

        return corners;
    }
}
