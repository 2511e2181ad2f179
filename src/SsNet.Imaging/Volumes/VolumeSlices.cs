namespace SsNet.Imaging.Volumes;

/// <summary>Slices of volumes, cut out and stacked.</summary>
public static class VolumeSlices
{
    /// <summary>
    /// One slice of a volume as an image of the two other axes, in their order and with their spacing. Its direction is the identity
    /// and its origin zero: two axes of a volume need not lie in any plane of the world's axes, so that a slice has no place in the
    /// world that two coordinates could tell.
    /// </summary>
    /// <param name="volume">The volume; three axes.</param>
    /// <param name="axis">The axis along which the slices follow each other, 0 to 2.</param>
    /// <param name="index">The slice, counted from 0.</param>
    /// <typeparam name="T">The type of a voxel.</typeparam>
    /// <returns>The slice; its voxels are a copy.</returns>
    /// <exception cref="ArgumentException">The volume does not have three axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis or slice.</exception>
    public static Volume<T> Cut<T>(Volume<T> volume, int axis, int index)
        where T : unmanaged
    {
        var whole = volume.Geometry;
        if (whole.Rank != 3) throw new ArgumentException($"Slices are cut out of three axes, not {whole.Rank}.", nameof(volume));
        ArgumentOutOfRangeException.ThrowIfNegative(axis);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(axis, whole.Rank);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, whole.Size[axis]);

        var slice = new Volume<T>(new Geometry(whole.Size.RemoveAt(axis).AsSpan(), whole.Spacing.RemoveAt(axis).AsSpan()));
        // Voxels that follow each other in both: everything below the axis.
        int run = Geometry.Strides(whole.Size.AsSpan())[axis];
        for (int from = index * run, to = 0; to < slice.Voxels.Length; from += whole.Size[axis] * run, to += run)
        {
            Array.Copy(volume.Voxels, from, slice.Voxels, to, run);
        }

        return slice;
    }

    /// <summary>
    /// A volume whose first axis runs through slices of one size. In the plane it has the spacing of the first slice; how far the
    /// slices are apart, none of them tells, so that the spacing between them is 1. Direction and origin are as in <see cref="Cut"/>.
    /// </summary>
    /// <param name="slices">The slices, at least one; two axes each.</param>
    /// <typeparam name="T">The type of a voxel.</typeparam>
    /// <exception cref="ArgumentException">There is no slice, one does not have two axes, or they differ in size.</exception>
    public static Volume<T> Stack<T>(IReadOnlyList<Volume<T>> slices)
        where T : unmanaged
    {
        if (slices.Count == 0) throw new ArgumentException("A stack needs at least one slice.", nameof(slices));
        var plane = slices[0].Geometry;
        if (plane.Rank != 2) throw new ArgumentException($"A slice has two axes, not {plane.Rank}.", nameof(slices));
        if (slices.FirstOrDefault(slice => !slice.Geometry.HasSameSize(plane)) is { } other)
        {
            throw new ArgumentException($"Slices of {plane.SizeText} and {other.Geometry.SizeText} make no volume.", nameof(slices));
        }

        return new Volume<T>(new Geometry([slices.Count, .. plane.Size], [1, .. plane.Spacing]), [.. slices.SelectMany(slice => slice.Voxels)]);
    }
}
