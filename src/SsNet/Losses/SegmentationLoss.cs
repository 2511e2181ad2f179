using static TorchSharp.torch;

namespace SsNet.Losses;

/// <summary>What the labelled samples are supervised by: a Dice loss, or half of it and half the cross-entropy.</summary>
public sealed record SegmentationLoss
{
    /// <summary>Which Dice loss.</summary>
    public DiceForm DiceForm { get; init; } = DiceForm.Linear;

    /// <summary>Half cross-entropy, half Dice; Dice alone when false.</summary>
    public bool CrossEntropy { get; init; }

    /// <summary>The terms with their names and weights: <c>seg</c> for Dice, and <c>ce</c> where the cross-entropy counts.</summary>
    /// <param name="logits">[N, C, spatial…].</param>
    /// <param name="labels">Class of every voxel, int64 [N, spatial…].</param>
    /// <param name="known">Where the labels are known, bool [N, spatial…]: the terms are those of these voxels alone. Null for everywhere.</param>
    public IEnumerable<(string Name, Tensor Value, double Weight)> Terms(Tensor logits, Tensor labels, Tensor? known = null)
    {
        yield return ("seg", DiceLoss.Supervised(DiceForm, nn.functional.softmax(logits, 1), labels, known), CrossEntropy ? 0.5 : 1);
        if (CrossEntropy) yield return ("ce", known is null ? nn.functional.cross_entropy(logits, labels) : CrossEntropyOf(logits, labels, known), 0.5);
    }

    /// <summary>The mean over the known voxels; 0 where there is none, which the library's own mean would make NaN.</summary>
    private static Tensor CrossEntropyOf(Tensor logits, Tensor labels, Tensor known)
    {
        const long NoClass = -100;
        var counted = labels.masked_fill(known.logical_not(), NoClass);
        return nn.functional.cross_entropy(logits, counted, ignore_index: NoClass, reduction: nn.Reduction.Sum) / known.sum().clamp_min(1);
    }
}
