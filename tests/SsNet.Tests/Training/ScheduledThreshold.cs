using SsNet.Data;
using SsNet.Methods;
using static TorchSharp.torch;

namespace SsNet.Tests.Training;

/// <summary>A method that learns nothing: after every iteration the network's threshold is the one foreseen for it, and the loss is its square.</summary>
/// <param name="network">The network.</param>
/// <param name="thresholds">The threshold after every iteration.</param>
internal sealed class ScheduledThreshold(ThresholdNetwork network, params float[] thresholds) : Method("scheduled", network, seed: 1)
{
    public override void Step(Batch batch, long iteration, Objective objective) => objective.Add("seg", network.Threshold.square().sum(), 1);

    public override void AfterUpdate(Batch batch, long iteration, Objective objective)
    {
        using var _ = no_grad();
        network.Threshold.fill_(thresholds[iteration - 1]);
    }
}
