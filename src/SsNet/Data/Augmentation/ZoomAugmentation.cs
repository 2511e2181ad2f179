using System.Collections.Immutable;
using SsNet.Imaging.Resampling;
using SsNet.Imaging.Volumes;
using SsNet.Randomness;

namespace SsNet.Data;

/// <summary>
/// The augmentation of the ACDC experiments, for two and three axes: a <see cref="TurnOrRotation"/> in the plane of the
/// slices, then a zoom of image and label to one size, every voxel from the nearest.
/// </summary>
public sealed class ZoomAugmentation : Augmentation
{
    /// <summary>An augmentation that gives samples of one size.</summary>
    /// <param name="size">Voxels per axis of every sample; two or three axes.</param>
    /// <param name="sliceAxis">Axis along which the slices of a volume follow each other, 0 to 2; without meaning for two axes.</param>
    /// <exception cref="ArgumentException">The size has not two or three axes, or an axis without voxels; or there is no such slice axis.</exception>
    public ZoomAugmentation(ReadOnlySpan<int> size, int sliceAxis = 2)
    {
        Size = Geometry.OfSize(size).Size;
        Plane = SlicePlane.Of(Size.Length, sliceAxis);
    }

    /// <summary>Voxels per axis of every sample.</summary>
    public ImmutableArray<int> Size { get; }

    /// <summary>The plane in which cases are turned, flipped and rotated.</summary>
    public SlicePlane Plane { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The case has another number of axes than the samples.</exception>
    public override Sample Apply(Case source, ref RandomSequence random) => Apply(source, TurnOrRotation.Draw(ref random));

    /// <summary>Carries out given decisions.</summary>
    /// <param name="source">The case; it is not changed.</param>
    /// <param name="motion">How image and label are moved before zooming.</param>
    /// <returns>A sample that shares no array with the case; it has a label when the case has one.</returns>
    /// <exception cref="ArgumentException">The case has another number of axes than the samples.</exception>
    public Sample Apply(Case source, TurnOrRotation motion)
    {
        var size = source.Geometry.Size;
        if (size.Length != Size.Length)
        {
            throw new ArgumentException($"Case {source.Id} has {size.Length} axes but its samples have {Size.Length}.", nameof(source));
        }

        var view = GridView.Of(size.AsSpan());
        if (motion.Turn is { } turn) view = turn.Apply(view, Plane);
        int[]? rotation = motion.Degrees is { } degrees ? NearestRotation.Sources(size[Plane.First], size[Plane.Second], degrees) : null;

        return new Sample(
            source.Id,
            [.. Size],
            [.. source.Channels.Select(channel => Make(channel, view, rotation))],
            source.Label is null ? null : Make(source.Label, view, rotation));
    }

    private T[] Make<T>(Volume<T> image, GridView view, int[]? rotation)
        where T : unmanaged
    {
        T[] voxels = rotation is null ? image.Voxels : NearestRotation.Rotate<T>(image.Voxels, image.Geometry.Size.AsSpan(), Plane, rotation);
        return view.Zoom<T>(voxels, Size.AsSpan(), ZoomBorder.Nearest);
    }
}
