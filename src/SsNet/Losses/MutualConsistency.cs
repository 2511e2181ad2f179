using static TorchSharp.torch;

namespace SsNet.Losses;

/// <summary>The mutual consistency of several decoders (Wu et al., MICCAI 2021, MC-Net, eq. 1 to 3): each one's prediction towards the sharpened ones of the others.</summary>
public static class MutualConsistency
{
    /// <summary>q = p^(1/T) / (p^(1/T) + (1 − p)^(1/T)), for each class by itself as in published code: with more than two classes they no longer sum to 1.</summary>
    /// <param name="probabilities">p, of any shape.</param>
    /// <param name="temperature">T, above 0; 0.1 in the paper.</param>
    public static Tensor Sharpen(Tensor probabilities, double temperature)
    {
        var yes = probabilities.pow(1 / temperature);
        return yes / (yes + (1 - probabilities).pow(1 / temperature));
    }

    /// <summary>Σ over ordered pairs i ≠ j of the mean square of p_i − q_j, over all samples, classes and voxels. The gradient reaches both sides, as in published code.</summary>
    /// <param name="probabilities">The decoders' predictions, at least two, each [N, C, spatial…].</param>
    /// <param name="temperature">T of the sharpening.</param>
    public static Tensor Loss(IReadOnlyList<Tensor> probabilities, double temperature)
    {
        Tensor[] sharpened = [.. probabilities.Select(p => Sharpen(p, temperature))];
        var pairs =
            from i in Enumerable.Range(0, sharpened.Length)
            from j in Enumerable.Range(0, sharpened.Length)
            where i != j
            select (probabilities[i] - sharpened[j]).square().mean();
        return pairs.Aggregate((sum, pair) => sum + pair);
    }
}
