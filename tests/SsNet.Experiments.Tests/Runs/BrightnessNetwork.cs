using SsNet.Networks;
using static TorchSharp.torch;

namespace SsNet.Experiments.Tests.Runs;

/// <summary>A network whose answer is known: every voxel is of the class that its brightness rounds to. Of several channels the k-th counts k-fold, so that their order matters.</summary>
internal sealed class BrightnessNetwork(NetworkOptions options, double sharpness = 100) : SegmentationNetwork("brightness", options, null, ScalarType.Float32)
{
    /// <summary>How many times it was asked.</summary>
    public int Passes { get; private set; }

    public override NetworkOutput forward(Tensor images)
    {
        Passes++;
        long[] ones = [.. Enumerable.Repeat(1L, Options.Dimension)];
        var brightness = (images * arange(1, Options.InputChannels + 1, ScalarType.Float32).view([1, Options.InputChannels, .. ones])).sum(dim: 1, keepdim: true);
        var classes = arange(Options.Classes, ScalarType.Float32).view([1, Options.Classes, .. ones]);
        return new NetworkOutput((brightness - classes).square().mul(-sharpness), images);
    }
}
