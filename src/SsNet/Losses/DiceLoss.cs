using static TorchSharp.torch;

namespace SsNet.Losses;

/// <summary>
/// Dice losses (Milletari et al. 2016). All sums run over batch and space together: one Dice per batch, not per sample. An
/// empty prediction on an empty target costs nothing.
/// </summary>
public static class DiceLoss
{
    private const double LinearSmoothing = 1e-8;
    private const double SquaredSmoothing = 1e-10;
    private const double LargeSmoothing = 1e-5;

    /// <summary>1 − (2Σab + ε)/(Σa + Σb + ε), ε = 1e-8, all elements pooled.</summary>
    /// <param name="prediction">Probabilities of any shape.</param>
    /// <param name="target">Probabilities or 0/1 of the same shape.</param>
    public static Tensor Linear(Tensor prediction, Tensor target)
    {
        var intersection = (prediction * target).sum();
        return 1 - (2 * intersection + LinearSmoothing) / (prediction.sum() + target.sum() + LinearSmoothing);
    }

    /// <summary>The mean over all classes, background included, of 1 − (2Σab + ε)/(Σa² + Σb² + ε).</summary>
    /// <param name="prediction">Probabilities [N, C, spatial…].</param>
    /// <param name="target">Probabilities or one-hot labels of the same shape.</param>
    /// <param name="classWeights">A weight per class; the divisor stays the number of classes. Null for 1.</param>
    /// <param name="smoothing">ε: 1e-10 in SS-Net; UA-MT and others use 1e-5.</param>
    public static Tensor Squared(Tensor prediction, Tensor target, Tensor? classWeights = null, double smoothing = SquaredSmoothing)
    {
        var intersection = PerClass(prediction * target);
        var squares = PerClass(prediction * prediction) + PerClass(target * target);
        var losses = 1 - (2 * intersection + smoothing) / (squares + smoothing);
        return (classWeights is null ? losses : losses * classWeights).mean();
    }

    /// <summary>The supervised Dice loss L_seg of a form (Wu et al. 2022, eq. 5).</summary>
    /// <param name="form">Which classes count, and how.</param>
    /// <param name="probabilities">[N, C, spatial…].</param>
    /// <param name="labels">Class of every voxel, int64 [N, spatial…].</param>
    /// <param name="known">Where the labels are known, bool [N, spatial…]; null for everywhere.</param>
    public static Tensor Supervised(DiceForm form, Tensor probabilities, Tensor labels, Tensor? known = null)
    {
        var target = OneHot(labels, (int)probabilities.shape[1], probabilities.dtype);
        if (known is not null)
        {
            // 0 in every class on both sides, the background's included: all sums then run over the known voxels alone.
            var counts = known.unsqueeze(1);
            (probabilities, target) = (probabilities * counts, target * counts);
        }

        return form switch
        {
            DiceForm.Linear => LinearForeground(probabilities, target),
            DiceForm.Squared => Squared(probabilities, target),
            DiceForm.SquaredSmooth => Squared(probabilities, target, smoothing: LargeSmoothing),
            DiceForm.SquaredForeground => Squared(Foreground(probabilities), Foreground(target), smoothing: LargeSmoothing),
            // 1 − (Σab + ε/2)/(Σa² + Σb² + ε) is half of the loss with the factor 2, and a half.
            _ => 0.5 + 0.5 * Squared(probabilities, target),
        };
    }

    /// <summary>Class labels as one channel per class.</summary>
    /// <param name="labels">int64 [N, spatial…].</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="dtype">Type of the result.</param>
    public static Tensor OneHot(Tensor labels, int classes, ScalarType dtype) =>
        stack([.. Enumerable.Range(0, classes).Select(c => labels.eq(c))], 1).to(dtype);

    private static Tensor LinearForeground(Tensor probabilities, Tensor target)
    {
        int classes = (int)probabilities.shape[1];
        var sum = Linear(probabilities.select(1, 1), target.select(1, 1));
        for (int c = 2; c < classes; c++) sum += Linear(probabilities.select(1, c), target.select(1, c));
        return sum / (classes - 1);
    }

    private static Tensor Foreground(Tensor values) => values.narrow(1, 1, values.shape[1] - 1);

    private static Tensor PerClass(Tensor values) => values.transpose(0, 1).flatten(1).sum(1);
}
