using SsNet.Losses;

namespace SsNet.Methods;

/// <summary>Options of <see cref="SsNet"/>; the defaults are the paper's on the left atrium.</summary>
public sealed record SsNetOptions
{
    /// <summary>λ(t), the weight of both unsupervised losses.</summary>
    public ConsistencyWeight Consistency { get; init; } = new();

    /// <summary>The smoothness loss; null to train without (ablation).</summary>
    public AdversarialSmoothness? Smoothness { get; init; } = new();

    /// <summary>
    /// Whether the prediction of the main pass is the clean one of the smoothness loss, which saves one of the nine passes of a step; its probabilities alone are kept for it.
    /// In the published code the clean prediction is a pass of its own. Shared, it is under the dropout of the main pass, the running statistics of the backbone move once
    /// per step rather than twice, and the perturbed passes draw other dropout than they would. Where no dropout acts, only the running statistics differ.
    /// </summary>
    public bool SharedCleanPrediction { get; init; }

    /// <summary>Factor of the class separation inside λ; 0 to train without (ablation).</summary>
    public double SeparationWeight { get; init; } = 0.1;

    /// <summary>As the paper says, or as the published code does.</summary>
    public SeparationVariant SeparationVariant { get; init; } = SeparationVariant.Paper;

    /// <summary>K: prototypes per class.</summary>
    public int Prototypes { get; init; } = 32;

    /// <summary>Which Dice loss supervises.</summary>
    public DiceForm DiceForm { get; init; } = DiceForm.Linear;
}
