using SsNet.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SsNet.Experiments.Complexity;

/// <summary>The multiply-accumulate operations of one call of one layer.</summary>
internal static class LayerMacs
{
    /// <summary>Counts a call by what went in and what came out.</summary>
    /// <param name="layer">A module without modules of its own.</param>
    /// <param name="input">[N, C, spatial…], or [rows, length] of a linear layer.</param>
    /// <param name="output">As <paramref name="input"/>.</param>
    /// <param name="convention">What counts.</param>
    public static long Of(nn.Module layer, Tensor input, Tensor output, MacConvention convention) =>
        convention == MacConvention.Paper ? AsInThePaper(layer, input, output) : Exact(layer, input, output);

    /// <summary>Every weight of a convolution meets every voxel of its output; of a transposed one, every voxel of its input.</summary>
    private static long Exact(nn.Module layer, Tensor input, Tensor output) => layer switch
    {
        ConvolutionTranspose => Weights(layer) * Positions(input),
        Convolution => Weights(layer) * Positions(output),
        _ => 0,
    };

    private static long AsInThePaper(nn.Module layer, Tensor input, Tensor output) => layer switch
    {
        Convolution => Weights(layer) * Positions(output) + (HasBias(layer) ? output.numel() : 0),
        Linear => Weights(layer) * Positions(output) + (HasBias(layer) ? output.shape[^1] : 0),
        BatchNormalisation => 2 * input.numel(),
        ReLU or LeakyReLU or Enlargement => output.numel(),
        MaxPool2d or MaxPool3d or AvgPool2d or AvgPool3d => input.numel(),
        _ => 0,
    };

    private static long Weights(nn.Module layer) => layer.get_parameter("weight")!.numel();

    private static bool HasBias(nn.Module layer) => layer.has_parameter("bias");

    private static long Positions(Tensor tensor) => tensor.numel() / tensor.shape[1];
}
