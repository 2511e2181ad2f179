using SsNet.Imaging.Resampling;
using SsNet.Imaging.Volumes;

namespace SsNet.Data;

/// <summary>
/// A way of walking over the voxels of a row-major image: turned and flipped without moving any of them. Turns, flips and
/// a crop thus cost one pass over the patch, however large the image is, and so does a zoom.
/// </summary>
public sealed class GridView
{
    private readonly int start;
    private readonly int[] size;
    private readonly int[] strides;

    private GridView(int start, int[] size, int[] strides)
    {
        this.start = start;
        this.size = size;
        this.strides = strides;
    }

    /// <summary>Voxels per axis, as seen through the view.</summary>
    public ReadOnlySpan<int> Size => size;

    /// <summary>The image as it lies in memory.</summary>
    /// <param name="size">Voxels per axis; the last axis varies fastest.</param>
    public static GridView Of(ReadOnlySpan<int> size) => new(0, size.ToArray(), Geometry.Strides(size));

    /// <summary>A quarter turn in the plane of two axes, from the first towards the second: along these, out[i, j] = in[j, n₁ − 1 − i].</summary>
    /// <param name="plane">The plane.</param>
    public GridView QuarterTurn(SlicePlane plane)
    {
        var (first, second) = plane;
        int[] turned = [.. size];
        (turned[first], turned[second]) = (size[second], size[first]);
        int[] walked = [.. strides];
        (walked[first], walked[second]) = (-strides[second], strides[first]);
        return new GridView(start + (size[second] - 1) * strides[second], turned, walked);
    }

    /// <summary>The view with one axis reversed.</summary>
    /// <param name="axis">The axis.</param>
    public GridView Flip(int axis)
    {
        int[] flipped = [.. strides];
        flipped[axis] = -flipped[axis];
        return new GridView(start + (size[axis] - 1) * strides[axis], size, flipped);
    }

    /// <summary>Copies a box out of an image; what lies outside the image is zero.</summary>
    /// <typeparam name="T">The type of a voxel.</typeparam>
    /// <param name="voxels">The image's voxels as they lie in memory.</param>
    /// <param name="first">Position of the box's first voxel in the view; may be negative.</param>
    /// <param name="box">The box's voxels per axis.</param>
    /// <returns>The box, row-major.</returns>
    /// <exception cref="ArgumentException">The number of axes differs.</exception>
    public T[] Copy<T>(ReadOnlySpan<T> voxels, ReadOnlySpan<int> first, ReadOnlySpan<int> box)
        where T : unmanaged
    {
        if (first.Length != size.Length || box.Length != size.Length)
        {
            throw new ArgumentException($"A box of {Geometry.Format(box)} cannot be cut out of an image of {Geometry.Format(size)}.", nameof(box));
        }

        int count = 1;
        foreach (int n in box) count = checked(count * n);
        var copy = new T[count];
        CopyAxis(0, start, voxels, first, box, copy);
        return copy;
    }

    /// <summary>Zooms the whole image as seen through the view, in one pass over the result.</summary>
    /// <typeparam name="T">The type of a voxel.</typeparam>
    /// <param name="voxels">The image's voxels as they lie in memory.</param>
    /// <param name="newSize">Voxels per axis after zooming, each at least 1.</param>
    /// <param name="border">What to do where rounding carries the last position of an axis beyond the image.</param>
    /// <returns>The zoomed image, row-major.</returns>
    /// <exception cref="ArgumentException">The number of axes differs, or an axis has no voxels.</exception>
    public T[] Zoom<T>(ReadOnlySpan<T> voxels, ReadOnlySpan<int> newSize, ZoomBorder border)
        where T : unmanaged
        => NearestZoom.Zoom(voxels, start, size, strides, newSize, border);

    private void CopyAxis<T>(int axis, int origin, ReadOnlySpan<T> voxels, ReadOnlySpan<int> first, ReadOnlySpan<int> box, Span<T> target)
        where T : unmanaged
    {
        int from = Math.Max(0, -first[axis]);
        int to = Math.Min(box[axis], size[axis] - first[axis]);
        if (from >= to) return;

        int stride = strides[axis];
        int source = origin + (first[axis] + from) * stride;
        if (axis < size.Length - 1)
        {
            int slice = target.Length / box[axis];
            for (int i = from; i < to; i++, source += stride) CopyAxis(axis + 1, source, voxels, first, box, target.Slice(i * slice, slice));
        }
        else if (stride == 1)
        {
            voxels.Slice(source, to - from).CopyTo(target[from..]);
        }
        else
        {
            for (int i = from; i < to; i++, source += stride) target[i] = voxels[source];
        }
    }
}
