using SsNet.Networks;
using static TorchSharp.torch;

namespace SsNet.Experiments.Complexity;

/// <summary>
/// Counts a network by a forward pass: a hook on every layer sees what goes in and what comes out. Layers that do not run, such as SS-Net's heads of the
/// class separation, have parameters and no operations.
/// </summary>
public static class ComplexityCounter
{
    private const int MostHalvings = 4;

    /// <summary>
    /// Counts a segmentation network. Its layers do the same everywhere, so the pass is over the smallest patch that it can halve, and the result is taken as
    /// often as the patch holds that: a moment instead of seconds and gigabytes, with the same numbers.
    /// </summary>
    /// <param name="network">The network; it is as before afterwards.</param>
    /// <param name="patch">Voxels per axis. One that is no multiple of the smallest is passed as a whole.</param>
    /// <param name="convention">What counts as an operation.</param>
    public static NetworkComplexity Of(SegmentationNetwork network, ReadOnlySpan<int> patch, MacConvention convention)
    {
        var halvings = network.Options.Halvings;
        int[] size = [.. patch], smallest = [.. size.Select((_, axis) => 1 << (halvings.Count == 0 ? MostHalvings : halvings[axis]))];
        if (size.Zip(smallest).Any(pair => pair.First % pair.Second != 0)) smallest = size;
        long repeats = size.Zip(smallest).Aggregate(1L, (product, pair) => product * (pair.First / pair.Second));
        return new NetworkComplexity(Parameters(network), repeats * MacsOfPass(network, smallest, convention));
    }

    /// <summary>Counts a discriminator, by a pass over the whole patch.</summary>
    /// <param name="discriminator">The discriminator; it is as before afterwards.</param>
    /// <param name="options">The network whose level sets it judges.</param>
    /// <param name="patch">Voxels per axis, those that the discriminator was made for.</param>
    /// <param name="convention">What counts as an operation.</param>
    public static NetworkComplexity Of(Discriminator discriminator, NetworkOptions options, ReadOnlySpan<int> patch, MacConvention convention)
    {
        using var scope = NewDisposeScope();
        var maps = Zeros(options.LevelSets, patch, discriminator);
        var image = Zeros(options.InputChannels, patch, discriminator);
        return new NetworkComplexity(Parameters(discriminator), Macs(discriminator, () => discriminator.forward(maps, image), convention));
    }

    /// <summary>The operations of one pass, carried out over the whole patch.</summary>
    /// <param name="network">The network; it is as before afterwards.</param>
    /// <param name="patch">Voxels per axis.</param>
    /// <param name="convention">What counts as an operation.</param>
    public static long MacsOfPass(SegmentationNetwork network, ReadOnlySpan<int> patch, MacConvention convention)
    {
        using var scope = NewDisposeScope();
        var image = Zeros(network.Options.InputChannels, patch, network);
        return Macs(network, () => network.forward(image), convention);
    }

    private static long Macs(nn.Module network, Action pass, MacConvention convention)
    {
        long macs = 0;
        var hooks = new List<Action>();
        bool training = network.training;
        try
        {
            foreach (var layer in network.modules().Where(module => !module.children().Any()).OfType<nn.Module<Tensor, Tensor>>())
            {
                var hook = layer.register_forward_hook((module, input, output) =>
                {
                    macs += LayerMacs.Of(module, input, output, convention);
                    return output;
                });
                hooks.Add(hook.remove);
            }

            using var scope = NewDisposeScope();
            using var _ = no_grad();
            // So that the pass moves no statistics and draws no random numbers.
            network.eval();
            pass();
        }
        finally
        {
            network.train(training);
            foreach (var remove in hooks) remove();
        }

        return macs;
    }

    private static Tensor Zeros(int channels, ReadOnlySpan<int> patch, nn.Module network)
    {
        var weight = network.parameters().First();
        return zeros([1, channels, .. patch.ToArray().Select(n => (long)n)], weight.dtype, weight.device);
    }

    private static long Parameters(nn.Module network) => network.parameters().Sum(parameter => parameter.numel());
}
