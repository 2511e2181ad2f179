using static TorchSharp.torch;

namespace SsNet.Networks;

/// <summary>Draws fresh weights of convolutions and linear layers.</summary>
internal static class InitialWeights
{
    /// <summary>Draws all weights by a rule, and all biases uniformly within ±1/√fan-in, in the order of the modules.</summary>
    /// <param name="network">The network; layers without a matrix of weights, such as normalisations, stay as they are.</param>
    /// <param name="generator">Where the random numbers come from.</param>
    /// <param name="drawWeight">The rule: the weights, and how many inputs each of their outputs has (fan-in).</param>
    public static void Draw(nn.Module network, Generator generator, Action<Tensor, double> drawWeight)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        foreach (var (_, module) in network.named_modules())
        {
            var parameters = module.named_parameters(recurse: false).ToDictionary(entry => entry.name, entry => entry.parameter);
            if (!parameters.TryGetValue("weight", out var weight) || weight.dim() < 2) continue;
            double fanIn = (double)weight.numel() / weight.shape[0];
            drawWeight(weight, fanIn);
            if (parameters.TryGetValue("bias", out var bias)) Uniform(bias, fanIn, generator);
        }
    }

    /// <summary>Uniform within ±1/√fan-in, PyTorch's default (He et al. 2015, a = √5).</summary>
    public static void Uniform(Tensor values, double fanIn, Generator generator) => values.uniform_(-1 / Math.Sqrt(fanIn), 1 / Math.Sqrt(fanIn), generator);
}
