using TorchSharp.Utils;
using static TorchSharp.torch;

namespace SsNet.Networks;

/// <summary>Convolutions, each followed by normalisation and ReLU, and perhaps enlarged before; the sequence is called <c>conv</c>, as in the original's parameter names.</summary>
internal sealed class ConvolutionStage : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "conv")]
    private readonly nn.Module<Tensor, Tensor> sequence;

    public ConvolutionStage(Layers layers, int output, params ReadOnlySpan<nn.Module<Tensor, Tensor>> convolutions)
        : base(nameof(ConvolutionStage))
    {
        var modules = new List<nn.Module<Tensor, Tensor>>();
        foreach (var convolution in convolutions)
        {
            modules.Add(convolution);
            if (convolution is Enlargement) continue;
            if (layers.Normalisation(output) is { } normalisation) modules.Add(normalisation);
            modules.Add(nn.ReLU(inplace: true));
        }

        sequence = nn.Sequential(modules.Select((module, index) => ($"{index}", module)).ToArray());
        register_module("conv", sequence);
    }

    /// <summary><paramref name="count"/> convolutions of three voxels a side.</summary>
    public static ConvolutionStage Repeated(Layers layers, int count, int input, int output)
    {
        var convolutions = new nn.Module<Tensor, Tensor>[count];
        for (int i = 0; i < count; i++) convolutions[i] = layers.Convolution(i == 0 ? input : output, output, 3);
        return new ConvolutionStage(layers, output, convolutions);
    }

    public override Tensor forward(Tensor input) => sequence.call(input);
}
