using SsNet.Losses;

namespace SsNet.Methods;

/// <summary>Options of <see cref="Dtc"/>; the defaults are those of the published code for volumes.</summary>
public sealed record DtcOptions
{
    /// <summary>What the classes of the labelled samples are supervised by.</summary>
    public SegmentationLoss Supervision { get; init; } = new() { DiceForm = DiceForm.SquaredForeground };

    /// <summary>β: the weight of the level sets' supervision.</summary>
    public double LevelSetWeight { get; init; } = 0.3;

    /// <summary>λ(t), the weight of the consistency of both tasks.</summary>
    public ConsistencyWeight Consistency { get; init; } = new() { CountsCurrentIteration = false };

    /// <summary>k: how steeply a level set turns into a mask.</summary>
    public double Steepness { get; init; } = 1500;
}
