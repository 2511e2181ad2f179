using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Networks;

/// <summary>
/// A network of an encoder, which gives the features of every level, and one or more decoders, which join them. Parameters are named after
/// them: <c>encoder</c>, <c>decoder</c>, <c>decoder_2</c>, <c>decoder_3</c>.
/// </summary>
public abstract class EncoderDecoderNetwork : SegmentationNetwork
{
    private readonly nn.Module<Tensor, Tensor[]> encoder;
    private readonly List<nn.Module<Tensor[], NetworkOutput>> decoders = [];

    private protected EncoderDecoderNetwork(
        string name,
        NetworkOptions options,
        Device? device,
        ScalarType dtype,
        Func<Layers, nn.Module<Tensor, Tensor[]>> encoder,
        Func<Layers, int, nn.Module<Tensor[], NetworkOutput>> decoder)
        : base(name, options, device, dtype)
    {
        this.encoder = encoder(Layers);
        register_module("encoder", this.encoder);
        for (int i = 0; i < options.Decoders; i++)
        {
            decoders.Add(decoder(Layers, i));
            register_module(i == 0 ? "decoder" : $"decoder_{i + 1}", decoders[i]);
        }

        if (options.SeparationHeads) AddSeparationHeads();
    }

    /// <summary>A network of the same encoder and first decoder without normalisation by the batch and without what methods add, with weights not yet drawn; the caller's.</summary>
    internal EncoderDecoderNetwork Bare() => Create(
        Options with
        {
            Normalisation = Options.Normalisation == Normalisation.Batch ? Normalisation.None : Options.Normalisation,
            Dropout = false,
            SeparationHeads = false,
            LevelSets = 0,
            Decoders = 1,
            Pyramid = false,
        },
        Device,
        Type);

    /// <summary>A network of this kind.</summary>
    private protected abstract EncoderDecoderNetwork Create(NetworkOptions options, Device device, ScalarType dtype);

    /// <inheritdoc/>
    /// <exception cref="Imaging.ReportedException">A gradient is asked for that bfloat16 cannot give (<see cref="NetworkPrecision.BFloat16"/>).</exception>
    public override NetworkOutput forward(Tensor input)
    {
        // What the backward pass needs, it keeps itself; everything else goes with the scope.
        using var scope = NewDisposeScope();
        if (Precision == NetworkPrecision.BFloat16 && Device.type == DeviceType.CPU && is_grad_enabled()) BFloat16Gradients.Require(Options, input.shape[2]);
        NetworkOutput output;
        using (Precision == NetworkPrecision.BFloat16 ? Autocast.Begin(Device) : null)
        {
            var levels = encoder.call(input);
            output = decoders[0].call(levels);
            if (decoders.Count > 1) output = output with { Auxiliary = [.. decoders.Skip(1).Select(decoder => decoder.call(levels).Logits)] };
        }

        return output.To(Type).MoveToOuterDisposeScope();
    }
}
