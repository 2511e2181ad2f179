using SsNet.Losses;

namespace SsNet.Methods;

/// <summary>Options of <see cref="Supervised"/>.</summary>
public sealed record SupervisedOptions
{
    /// <summary>Which Dice loss.</summary>
    public DiceForm DiceForm { get; init; } = DiceForm.Linear;

    /// <summary>Half cross-entropy, half Dice, as other published baselines use; Dice alone when false.</summary>
    public bool CrossEntropy { get; init; }
}
