using static TorchSharp.torch;

namespace SsNet.Losses;

/// <summary>The uncertainty-rectified consistency of predictions at several scales (Luo et al., MICCAI 2021, URPC, eq. 2 to 6): each towards their mean, weighted by how close it is to it.</summary>
public static class PyramidConsistency
{
    private const double WeightFloor = 1e-8;

    /// <summary>
    /// The mean over the scales s of mean(w_s (p̄ − p_s)²)/mean(w_s) + mean(D_s), with D_s the Kullback–Leibler divergence of p_s from the mean
    /// prediction p̄ and w_s = exp(−D_s). The gradient reaches everything, the weights included.
    /// </summary>
    /// <param name="logits">The scores of every scale at full size, each [N, C, spatial…].</param>
    public static Tensor Loss(IReadOnlyList<Tensor> logits)
    {
        // Logarithms are taken of the scores, not of the probabilities: one that is 0 in single precision would make loss or gradient NaN.
        Tensor[] logarithms = [.. logits.Select(z => nn.functional.log_softmax(z, 1))];
        Tensor[] probabilities = [.. logarithms.Select(logarithm => logarithm.exp())];
        var mean = probabilities.Aggregate((sum, p) => sum + p) / probabilities.Length;
        var logarithmOfMean = stack(logarithms).logsumexp(dim: 0) - Math.Log(logarithms.Length);
        Tensor Scale(int s)
        {
            var divergence = (mean * (logarithmOfMean - logarithms[s])).sum([1], keepdim: true);
            var weight = (-divergence).exp();
            return (weight * (mean - probabilities[s]).square()).mean() / (weight.mean() + WeightFloor) + divergence.mean();
        }

        return Enumerable.Range(0, probabilities.Length).Select(Scale).Aggregate((sum, scale) => sum + scale) / probabilities.Length;
    }
}
