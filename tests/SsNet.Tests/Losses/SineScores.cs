using static TorchSharp.torch;

namespace SsNet.Tests.Losses;

/// <summary>
/// Scores and labels that can be written down: two samples of 4×4 with four classes, z_k = 2 sin(a k) over the flat index k, and labels
/// 7j mod 4. The numbers expected of them were computed with the functions of the methods' published code, in double precision.
/// </summary>
internal static class SineScores
{
    private static readonly double[] Frequencies = [0.37, 0.53, 0.71, 0.97];

    /// <summary>z0 to z3: float64 [2, 4, 4, 4].</summary>
    /// <param name="index">0 to 3.</param>
    public static Tensor Logits(int index) => (arange(2 * 4 * 4 * 4, float64) * Frequencies[index]).sin().mul(2).view(2, 4, 4, 4);

    /// <summary>p0 to p3: the softmax of the scores.</summary>
    /// <param name="index">0 to 3.</param>
    public static Tensor Probabilities(int index) => nn.functional.softmax(Logits(index), 1);

    /// <summary>int64 [2, 4, 4].</summary>
    public static Tensor Labels() => (arange(2 * 4 * 4, int64) * 7).remainder(4).view(2, 4, 4);
}
