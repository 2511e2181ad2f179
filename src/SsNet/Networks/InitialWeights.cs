using SsNet.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Networks;

/// <summary>Draws fresh weights of convolutions and linear layers.</summary>
internal static class InitialWeights
{
    /// <summary>Draws all weights by a rule, and all biases uniformly within ±1/√fan-in, in the order of the modules.</summary>
    /// <param name="network">The network; layers without a matrix of weights, such as normalisations, stay as they are.</param>
    /// <param name="random">Where the random numbers come from.</param>
    /// <param name="drawWeight">The rule: the weights, and how many inputs each of their outputs has (fan-in).</param>
    public static void Draw(nn.Module network, RandomTensors random, Action<Tensor, double> drawWeight)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        foreach (var (_, module) in network.named_modules())
        {
            var parameters = module.named_parameters(recurse: false).ToDictionary(entry => entry.name, entry => entry.parameter);
            if (!parameters.TryGetValue("weight", out var weight) || weight.dim() < 2) continue;
            double fanIn = (double)weight.numel() / weight.shape[0];
            OnProcessor(weight, values => drawWeight(values, fanIn));
            if (parameters.TryGetValue("bias", out var bias)) OnProcessor(bias, values => Uniform(values, fanIn, random));
        }
    }

    /// <summary>Draws where the numbers do not depend on the device.</summary>
    private static void OnProcessor(Tensor values, Action<Tensor> draw)
    {
        if (values.device_type == DeviceType.CPU)
        {
            draw(values);
            return;
        }

        using var drawn = empty(values.shape, values.dtype, CPU);
        draw(drawn);
        values.copy_(drawn);
    }

    /// <summary>Uniform within ±1/√fan-in, PyTorch's default (He et al. 2015, a = √5).</summary>
    public static void Uniform(Tensor values, double fanIn, RandomTensors random) => random.Uniform(values, -1 / Math.Sqrt(fanIn), 1 / Math.Sqrt(fanIn));
}
