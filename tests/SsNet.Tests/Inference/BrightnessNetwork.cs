using SsNet.Networks;
using static TorchSharp.torch;

namespace SsNet.Tests.Inference;

/// <summary>A network whose answer is known: every voxel is of the class that its brightness rounds to.</summary>
internal sealed class BrightnessNetwork(NetworkOptions options) : SegmentationNetwork("brightness", options, null, ScalarType.Float32)
{
    /// <summary>How many images each pass took.</summary>
    public List<long> Passes { get; } = [];

    public override NetworkOutput forward(Tensor images)
    {
        Passes.Add(images.shape[0]);
        var classes = arange(Options.Classes, ScalarType.Float32).view([1, Options.Classes, .. Enumerable.Repeat(1L, Options.Dimension)]);
        return new NetworkOutput((images.narrow(1, 0, 1) - classes).square().mul(-100), images);
    }
}
