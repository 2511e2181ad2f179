using SsNet.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SsNet.Inference;

/// <summary>
/// A copy of a network that computes its logits alone, faster: batch normalisation by the running statistics is a linear map and becomes part of the convolution before it, further decoders
/// and heads are left out, and on the CPU the weights lie in memory with the channels last. The logits are those of the network in evaluation but for rounding.
/// </summary>
internal static class FoldedNetwork
{
    /// <summary>Makes the copy.</summary>
    /// <param name="network">The network; stays the caller's and as it is.</param>
    /// <returns>The copy, the caller's; null for a network of another kind than those of this library.</returns>
    public static SegmentationNetwork? Of(SegmentationNetwork network)
    {
        if ((network as EncoderDecoderNetwork)?.Bare() is not { } bare) return null;
        try
        {
            using var scope = NewDisposeScope();
            using var _ = no_grad();
            if (network.Options.Normalisation == Normalisation.Batch) Fold(network, bare);
            else Copy(network, bare);
            if (network.Device.type == TorchSharp.DeviceType.CPU) bare.UseChannelsLast();
            bare.Precision = network.Precision;
            bare.eval();
            return bare;
        }
        catch
        {
            bare.Dispose();
            throw;
        }
    }

    private static void Copy(SegmentationNetwork network, SegmentationNetwork bare)
    {
        var values = network.state_dict();
        foreach (var (name, value) in bare.state_dict()) value.copy_(values[name]);
    }

    private static void Fold(SegmentationNetwork network, SegmentationNetwork bare)
    {
        var sources = Convolutions(network);
        foreach (var (place, (target, _)) in Convolutions(bare))
        {
            var (source, normalisation) = sources[place];
            var (scale, shift) = normalisation?.OfRunningStatistics() ?? (ones(source.bias!.shape, float64, network.Device), zeros(source.bias!.shape, float64, network.Device));
            // Outputs are the first axis of a convolution's weights, and the second of a transposed one's.
            int outputs = source is ConvTranspose2d or ConvTranspose3d ? 1 : 0;
            long[] along = [.. Enumerable.Range(0, (int)source.weight.dim()).Select(axis => axis == outputs ? -1L : 1L)];
            target.weight.copy_(source.weight.to(float64) * scale.reshape(along));
            target.bias!.copy_(source.bias!.to(float64) * scale + shift);
        }
    }

    /// <summary>The convolutions with what normalises each, by the name of what holds them and their place in it: the number in a sequence depends on whether there are normalisations.</summary>
    private static Dictionary<(string Parent, int Place), (Convolution Convolution, BatchNormalisation? Normalisation)> Convolutions(nn.Module network)
    {
        var found = new Dictionary<(string, int), (Convolution, BatchNormalisation?)>();
        var counts = new Dictionary<string, int>();
        foreach (var (name, module) in network.named_modules())
        {
            string parent = name[..Math.Max(name.LastIndexOf('.'), 0)];
            // A head between the layers of a decoder is told apart by its own name.
            if (!int.TryParse(name[(parent.Length == 0 ? 0 : parent.Length + 1)..], out _)) parent = name;
            if (module is Convolution convolution)
            {
                int place = counts.GetValueOrDefault(parent);
                counts[parent] = place + 1;
                found.Add((parent, place), (convolution, null));
            }
            else if (module is BatchNormalisation normalisation && counts.TryGetValue(parent, out int count))
            {
                var last = (parent, count - 1);
                found[last] = found[last] with { Item2 = normalisation };
            }
        }

        return found;
    }
}
