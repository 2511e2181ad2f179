using System.Collections.Immutable;
using SsNet.Imaging.Volumes;
using SsNet.Randomness;

namespace SsNet.Data;

/// <summary>The augmentation of the left atrium experiments, for two and three axes: a <see cref="RotateFlip"/>, then a <see cref="RandomCrop"/>.</summary>
public sealed class PatchAugmentation : Augmentation
{
    /// <summary>An augmentation that gives patches of one size.</summary>
    /// <param name="patchSize">Voxels per axis of every sample; two or three axes.</param>
    /// <param name="rotateFlip">Whether to turn and flip before cropping.</param>
    /// <param name="sliceAxis">Axis along which the slices of a volume follow each other, 0 to 2: turns and flips stay within a slice. Without meaning for two axes.</param>
    /// <exception cref="ArgumentException">The patch has not two or three axes, or an axis without voxels; or there is no such slice axis.</exception>
    public PatchAugmentation(ReadOnlySpan<int> patchSize, bool rotateFlip = true, int sliceAxis = 2)
    {
        PatchSize = Geometry.OfSize(patchSize).Size;
        RotatesAndFlips = rotateFlip;
        Plane = SlicePlane.Of(PatchSize.Length, sliceAxis);
    }

    /// <summary>Voxels per axis of every sample.</summary>
    public ImmutableArray<int> PatchSize { get; }

    /// <summary>Whether cases are turned and flipped before cropping.</summary>
    public bool RotatesAndFlips { get; }

    /// <summary>The plane in which cases are turned and flipped.</summary>
    public SlicePlane Plane { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The case has another number of axes than the patch.</exception>
    public override Sample Apply(Case source, ref RandomSequence random)
    {
        if (source.Geometry.Rank != PatchSize.Length)
        {
            throw new ArgumentException($"Case {source.Id} has {source.Geometry.Rank} axes but the patch has {PatchSize.Length}.", nameof(source));
        }

        var view = GridView.Of(source.Geometry.Size.AsSpan());
        if (RotatesAndFlips) view = RotateFlip.Draw(ref random).Apply(view, Plane);
        var crop = RandomCrop.Draw(view.Size, PatchSize.AsSpan(), ref random);

        return new Sample(
            source.Id,
            [.. PatchSize],
            [.. source.Channels.Select(channel => crop.Apply<float>(view, channel.Voxels))],
            source.Label is null ? null : crop.Apply<byte>(view, source.Label.Voxels));
    }
}
