using SsNet.Data;
using SsNet.Methods;
using SsNet.Networks;
using static TorchSharp.torch;

namespace SsNet.Tests.Training;

/// <summary>A method that keeps what its batches hold of labels and signed distances; its loss is that of one parameter.</summary>
/// <param name="network">The network.</param>
/// <param name="needed">Whether it needs signed distances.</param>
internal sealed class SignedDistanceObserver(SegmentationNetwork network, bool needed) : Method("signed distances", network, seed: 1)
{
    public List<(byte[] Label, long[]? Shape, float[]? Distances)> Seen { get; } = [];

    public override bool NeedsSignedDistances => needed;

    public override void Step(Batch batch, long iteration, Objective objective)
    {
        Seen.Add((
            batch.Labels.to(ScalarType.Byte).data<byte>().ToArray(), batch.SignedDistances?.shape, batch.SignedDistances?.data<float>().ToArray()));
        objective.Add("seg", Network.parameters().First().square().sum(), 1);
    }
}
