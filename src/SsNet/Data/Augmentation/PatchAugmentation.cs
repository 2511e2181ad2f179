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
    /// <exception cref="ArgumentException">The patch has not two or three axes, or an axis without voxels.</exception>
    public PatchAugmentation(ReadOnlySpan<int> patchSize, bool rotateFlip = true)
    {
        PatchSize = Geometry.OfSize(patchSize).Size;
        RotatesAndFlips = rotateFlip;
    }

    /// <summary>Voxels per axis of every sample.</summary>
    public ImmutableArray<int> PatchSize { get; }

    /// <summary>Whether cases are turned and flipped before cropping.</summary>
    public bool RotatesAndFlips { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The case has another number of axes than the patch.</exception>
    public override Sample Apply(Case source, ref RandomSequence random)
    {
        if (source.Geometry.Rank != PatchSize.Length)
        {
            throw new ArgumentException($"Case {source.Id} has {source.Geometry.Rank} axes but the patch has {PatchSize.Length}.", nameof(source));
        }

        var view = GridView.Of(source.Geometry.Size.AsSpan());
        if (RotatesAndFlips) view = RotateFlip.Draw(ref random).Apply(view);
        var crop = RandomCrop.Draw(view.Size, PatchSize.AsSpan(), ref random);

        return new Sample(
            source.Id,
            [.. PatchSize],
            [.. source.Channels.Select(channel => crop.Apply<float>(view, channel.Voxels))],
            source.Label is null ? null : crop.Apply<byte>(view, source.Label.Voxels));
    }
}
