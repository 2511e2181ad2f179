using SsNet.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SsNet.Tests.Training;

/// <summary>A network with one weight: what is brighter is foreground.</summary>
internal sealed class ThresholdNetwork : SegmentationNetwork
{
    // The name under which it is saved.
    private readonly Parameter threshold;

    public ThresholdNetwork()
        : base("threshold", new NetworkOptions(), null, ScalarType.Float32)
    {
        threshold = new Parameter(zeros(1));
        RegisterComponents();
    }

    public Tensor Threshold => threshold;

    public override NetworkOutput forward(Tensor images)
    {
        var above = images.narrow(1, 0, 1) - threshold;
        return new NetworkOutput(cat([-above, above], 1), images);
    }
}
