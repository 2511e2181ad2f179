using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Resampling;

/// <summary>
/// Brings an image to another number of voxels without mixing any, so that a label map keeps its classes. The centres of
/// the first and of the last voxel stay the image's ends: this is what scipy.ndimage.zoom does with order 0.
/// </summary>
public static class NearestZoom
{
    /// <summary>
    /// Where the voxels of one axis come from: new voxel k from old voxel ⌊k · step + ½⌋, step = (size − 1) / (newSize − 1) in
    /// double precision, or the first when there is one new voxel.
    /// </summary>
    /// <param name="size">Voxels along the axis, at least 1.</param>
    /// <param name="newSize">Voxels after zooming, at least 1.</param>
    /// <param name="border">What to do where rounding carries the last position beyond the last voxel.</param>
    /// <returns>The index of the old voxel for every new one; −1 where the new one is zero, only with <see cref="ZoomBorder.Published"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static int[] Sources(int size, int newSize, ZoomBorder border)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(newSize, 1);

        double step = newSize == 1 ? 1 : (size - 1) / (double)(newSize - 1);
        int outside = border == ZoomBorder.Published ? -1 : size - 1;
        var sources = new int[newSize];
        for (int k = 0; k < newSize; k++)
        {
            double position = k * step;
            sources[k] = position > size - 1 ? outside : (int)Math.Floor(position + 0.5);
        }

        return sources;
    }

    /// <summary>Zooms an image.</summary>
    /// <typeparam name="T">The type of a voxel.</typeparam>
    /// <param name="voxels">The voxels, row-major.</param>
    /// <param name="size">Voxels per axis; two or three axes.</param>
    /// <param name="newSize">Voxels per axis after zooming, each at least 1.</param>
    /// <param name="border">What to do where rounding carries the last position of an axis beyond the image.</param>
    /// <returns>The zoomed image's voxels, row-major.</returns>
    /// <exception cref="ArgumentException">The image has not two or three axes, or another number of axes or voxels than was said, or an axis has no voxels.</exception>
    public static T[] Zoom<T>(ReadOnlySpan<T> voxels, ReadOnlySpan<int> size, ReadOnlySpan<int> newSize, ZoomBorder border)
        where T : unmanaged
    {
        var grid = Geometry.OfSize(size);
        if (voxels.Length != grid.VoxelCount)
        {
            throw new ArgumentException($"An image of {grid.SizeText} has {grid.VoxelCount} voxels, not {voxels.Length}.", nameof(voxels));
        }

        return Zoom(voxels, 0, size, Geometry.Strides(size), newSize, border);
    }

    /// <summary>Zooms an image that is walked over in a way of its own, such as turned or flipped, in the same one pass.</summary>
    /// <typeparam name="T">The type of a voxel.</typeparam>
    /// <param name="voxels">The voxels as they lie in memory.</param>
    /// <param name="start">Place in memory of the image's first voxel.</param>
    /// <param name="size">Voxels per axis.</param>
    /// <param name="strides">Steps in memory from one voxel of an axis to the next, per axis; may be negative.</param>
    /// <param name="newSize">Voxels per axis after zooming, each at least 1.</param>
    /// <param name="border">What to do where rounding carries the last position of an axis beyond the image.</param>
    /// <returns>The zoomed image's voxels, row-major.</returns>
    /// <exception cref="ArgumentException">The numbers of axes differ, or an axis has no voxels.</exception>
    public static T[] Zoom<T>(
        ReadOnlySpan<T> voxels, int start, ReadOnlySpan<int> size, ReadOnlySpan<int> strides, ReadOnlySpan<int> newSize, ZoomBorder border)
        where T : unmanaged
    {
        if (newSize.Length != size.Length || strides.Length != size.Length)
        {
            throw new ArgumentException($"An image of {Geometry.Format(size)} cannot be zoomed to {Geometry.Format(newSize)}.", nameof(newSize));
        }

        var sources = new int[size.Length][];
        for (int axis = 0; axis < sources.Length; axis++) sources[axis] = Sources(size[axis], newSize[axis], border);
        return Gather(voxels, start, strides, sources);
    }

    /// <summary>Collects voxels of which every axis says for itself where they come from.</summary>
    /// <typeparam name="T">The type of a voxel.</typeparam>
    /// <param name="voxels">The voxels as they lie in memory.</param>
    /// <param name="start">Place in memory of the image's first voxel.</param>
    /// <param name="strides">Steps in memory from one voxel of an axis to the next, per axis; may be negative.</param>
    /// <param name="sources">The index of the old voxel for every new one, per axis; −1 where the new one is zero.</param>
    /// <returns>The new voxels, row-major.</returns>
    /// <exception cref="OverflowException">The new voxels are too many for one array.</exception>
    internal static T[] Gather<T>(ReadOnlySpan<T> voxels, int start, ReadOnlySpan<int> strides, int[][] sources)
        where T : unmanaged
    {
        var gathered = new T[sources.Aggregate(1, (count, along) => checked(count * along.Length))];
        GatherAxis(0, start, voxels, strides, sources, gathered);
        return gathered;
    }

    private static void GatherAxis<T>(int axis, int origin, ReadOnlySpan<T> voxels, ReadOnlySpan<int> strides, int[][] sources, Span<T> target)
        where T : unmanaged
    {
        int[] along = sources[axis];
        int stride = strides[axis];
        int slice = target.Length / along.Length;
        for (int k = 0; k < along.Length; k++)
        {
            if (along[k] < 0) continue;
            int source = origin + along[k] * stride;
            if (axis < sources.Length - 2) GatherAxis(axis + 1, source, voxels, strides, sources, target.Slice(k * slice, slice));
            else GatherRow(source, voxels, strides[^1], sources[^1], target.Slice(k * slice, slice));
        }
    }

    private static void GatherRow<T>(int origin, ReadOnlySpan<T> voxels, int stride, int[] along, Span<T> target)
        where T : unmanaged
    {
        for (int k = 0; k < target.Length; k++)
        {
            if (along[k] >= 0) target[k] = voxels[origin + along[k] * stride];
        }
    }
}
