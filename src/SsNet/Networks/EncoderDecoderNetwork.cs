using static TorchSharp.torch;

namespace SsNet.Networks;

/// <summary>A network of an encoder, which gives the features of every level, and a decoder, which joins them. Parameters are named after the two.</summary>
public abstract class EncoderDecoderNetwork : SegmentationNetwork
{
    private readonly nn.Module<Tensor, Tensor[]> encoder;
    private readonly nn.Module<Tensor[], NetworkOutput> decoder;

    private protected EncoderDecoderNetwork(
        string name,
        NetworkOptions options,
        bool separationHeads,
        Device? device,
        ScalarType dtype,
        Func<Layers, nn.Module<Tensor, Tensor[]>> encoder,
        Func<Layers, nn.Module<Tensor[], NetworkOutput>> decoder)
        : base(name, options, device, dtype)
    {
        this.encoder = encoder(Layers);
        this.decoder = decoder(Layers);
        register_module("encoder", this.encoder);
        register_module("decoder", this.decoder);
        if (separationHeads) AddSeparationHeads();
    }

    /// <inheritdoc/>
    public override NetworkOutput forward(Tensor input)
    {
        // What the backward pass needs, it keeps itself; everything else goes with the scope.
        using var scope = NewDisposeScope();
        var (logits, features) = decoder.forward(encoder.forward(input));
        return new NetworkOutput(logits.MoveToOuterDisposeScope(), features.MoveToOuterDisposeScope());
    }
}
