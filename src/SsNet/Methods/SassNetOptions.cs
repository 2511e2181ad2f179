using SsNet.Losses;

namespace SsNet.Methods;

/// <summary>Options of <see cref="SassNet"/>; the defaults are those of the published code for volumes.</summary>
public sealed record SassNetOptions
{
    /// <summary>What the classes of the labelled samples are supervised by.</summary>
    public SegmentationLoss Supervision { get; init; } = new() { DiceForm = DiceForm.SquaredForeground };

    /// <summary>β: the weight of the level sets' supervision.</summary>
    public double LevelSetWeight { get; init; } = 0.3;

    /// <summary>λ(t), the weight of the adversarial loss.</summary>
    public ConsistencyWeight Consistency { get; init; } = new() { Maximum = 0.015, CountsCurrentIteration = false };

    /// <summary>Learning rate of the discriminator (Adam, β₁ = 0.9, β₂ = 0.99).</summary>
    public double DiscriminatorLearningRate { get; init; } = 1e-4;
}
