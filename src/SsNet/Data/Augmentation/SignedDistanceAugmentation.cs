using SsNet.Imaging.Morphology;
using SsNet.Randomness;

namespace SsNet.Data;

/// <summary>
/// Another augmentation whose samples also carry the signed distance maps of their label, measured after cropping, as SASSNet and DTC learn
/// from them. Like all augmentation this happens where a <see cref="BatchPipeline"/> makes its samples: on its background threads, or, without
/// workers, on the thread that trains, which then waits for it.
/// </summary>
public sealed class SignedDistanceAugmentation : Augmentation
{
    private readonly Augmentation inner;

    /// <summary>An augmentation that adds maps to the samples of another one.</summary>
    /// <param name="inner">Makes the samples; the maps draw nothing, so it draws the same as without them.</param>
    /// <param name="classes">Number of classes, background included: with 2 there is one map, that of the foreground, with more one per class.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes.</exception>
    public SignedDistanceAugmentation(Augmentation inner, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        this.inner = inner;
        Classes = classes;
    }

    /// <summary>Number of classes, background included.</summary>
    public int Classes { get; }

    /// <inheritdoc/>
    public override Sample Apply(Case source, ref RandomSequence random)
    {
        var sample = inner.Apply(source, ref random);
        if (sample.Label is null) return sample;
        return new Sample(sample.CaseId, sample.Size, sample.Channels, sample.Label, SignedDistance.PerClass(sample.Label, sample.Size, Classes));
    }
}
