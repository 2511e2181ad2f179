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
        // Logarithms of the softmax are taken as such: a probability of 0 would make them infinite.
        Tensor[] logarithms = [.. logits.Select(z => nn.functional.log_softmax(z, 1))];
        Tensor[] probabilities = [.. logarithms.Select(logarithm => logarithm.exp())];
        var mean = probabilities.Aggregate((sum, p) => sum + p) / probabilities.Length;
        Tensor Scale(int s)
        {
            var divergence = (xlogy(mean, mean) - mean * logarithms[s]).sum([1], keepdim: true);
            var weight = (-divergence).exp();
            return (weight * (mean - probabilities[s]).square()).mean() / (weight.mean() + WeightFloor) + divergence.mean();
        }

        return Enumerable.Range(0, probabilities.Length).Select(Scale).Aggregate((sum, scale) => sum + scale) / probabilities.Length;
    }
}
