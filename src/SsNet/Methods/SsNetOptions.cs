using SsNet.Losses;

namespace SsNet.Methods;

/// <summary>Options of <see cref="SsNet"/>; the defaults are the paper's on the left atrium.</summary>
public sealed record SsNetOptions
{
    /// <summary>λ(t), the weight of both unsupervised losses.</summary>
    public ConsistencyWeight Consistency { get; init; } = new();

    /// <summary>The smoothness loss; null to train without (ablation).</summary>
    public AdversarialSmoothness? Smoothness { get; init; } = new();

    /// <summary>Factor of the class separation inside λ; 0 to train without (ablation).</summary>
    public double SeparationWeight { get; init; } = 0.1;

    /// <summary>As the paper says, or as the published code does.</summary>
    public SeparationVariant SeparationVariant { get; init; } = SeparationVariant.Paper;

    /// <summary>K: prototypes per class.</summary>
    public int Prototypes { get; init; } = 32;

    /// <summary>Which Dice loss supervises.</summary>
    public DiceForm DiceForm { get; init; } = DiceForm.Linear;
}
