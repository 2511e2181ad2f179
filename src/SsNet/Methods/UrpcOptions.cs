using SsNet.Losses;

namespace SsNet.Methods;

/// <summary>Options of <see cref="Urpc"/>; the defaults are those of the published code for slices.</summary>
public sealed record UrpcOptions
{
    /// <summary>What every scale is supervised by.</summary>
    public SegmentationLoss Supervision { get; init; } = new() { DiceForm = DiceForm.SquaredSmooth, CrossEntropy = true };

    /// <summary>λ(t), the weight of the consistency.</summary>
    public ConsistencyWeight Consistency { get; init; } = new() { Maximum = 0.1, RampLength = 200, CountsCurrentIteration = false };
}
