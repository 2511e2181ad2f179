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
    public IEnumerable<(string Name, Tensor Value, double Weight)> Terms(Tensor logits, Tensor labels)
    {
        yield return ("seg", DiceLoss.Supervised(DiceForm, nn.functional.softmax(logits, 1), labels), CrossEntropy ? 0.5 : 1);
        if (CrossEntropy) yield return ("ce", nn.functional.cross_entropy(logits, labels), 0.5);
    }
}
