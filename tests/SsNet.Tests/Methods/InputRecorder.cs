using SsNet.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SsNet.Tests.Methods;

/// <summary>A network of one weight that keeps what it was given.</summary>
internal sealed class InputRecorder : SegmentationNetwork
{
    private readonly Parameter weight;

    public InputRecorder(double value)
        : base("recorder", new NetworkOptions { Dimension = 2 }, null, ScalarType.Float32)
    {
        weight = new Parameter(full(1, value));
        RegisterComponents();
    }

    /// <summary>The images of every pass, in order, and whether it was one of training.</summary>
    public List<(Tensor Images, bool Trains)> Passes { get; } = [];

    public override NetworkOutput forward(Tensor images)
    {
        Passes.Add((images.detach().clone().DetachFromDisposeScope(), training));
        var scores = images * weight;
        return new NetworkOutput(cat([-scores, scores], 1), images);
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var (images, _) in Passes) images.Dispose();
        base.Dispose(disposing);
    }
}
