using SsNet.Losses;
using SsNet.Methods;

namespace SsNet.Experiments.Toys;

/// <summary>
/// The numbers of the two-moons experiment. The paper gives none; these were chosen on seeds 101 to 110, and the reported ones are others. Where it
/// was possible they are those of the paper's images: 5 % of the labels, a ramp of 40 % of the iterations, 0.1 for the class separation.
/// </summary>
public sealed record TwoMoonsOptions
{
    private const double RampShare = 0.4;

    /// <summary>Points to train on.</summary>
    public int Points { get; init; } = 400;

    /// <summary>How many of them are labelled where few are: at least 4, two for either moon.</summary>
    public int Labelled { get; init; } = 20;

    /// <summary>γ of the clear moons.</summary>
    public double SmallBlur { get; init; } = 0.1;

    /// <summary>γ of the blurred moons.</summary>
    public double LargeBlur { get; init; } = 0.25;

    /// <summary>Points that the accuracy is measured on.</summary>
    public int HeldOut { get; init; } = 2000;

    /// <summary>Units of every hidden layer.</summary>
    public int Width { get; init; } = 32;

    /// <summary>Steps of training; every step sees all points.</summary>
    public int Iterations { get; init; } = 400;

    /// <summary>The learning rate, which stays; momentum is 0.9.</summary>
    public double LearningRate { get; init; } = 0.2;

    /// <summary>
    /// ε, and ξ with it: the length of the adversarial perturbation of a point. The 10 of the paper is spread over a million voxels; here it is how far a point moves, and the
    /// other moon lies half a unit away.
    /// </summary>
    public double Magnitude { get; init; } = 0.2;

    /// <summary>λ at the end of its ramp. With the 1 of the paper, some seeds keep the boundary of the labelled points until training is over.</summary>
    public double UnsupervisedWeight { get; init; } = 3;

    /// <summary>The columns of the figure: all labels, few labels, few labels and larger blur.</summary>
    public IReadOnlyList<ToySetting> Settings => [new(Points, Points, SmallBlur), new(Points, Labelled, SmallBlur), new(Points, Labelled, LargeBlur)];

    /// <summary>The loss of either method by the labelled points.</summary>
    internal static SegmentationLoss Supervision { get; } = new() { DiceForm = DiceForm.Squared };

    /// <summary>
    /// SS-Net as it is on slices, but for λ, ε and the length of the ramp. The squared Dice is 0 between equal predictions; the linear one of the volumes rewards any prediction for being sure, and here
    /// makes networks sure of their first boundary. The network has neither dropout nor normalisation, so that sharing the clean prediction only saves a pass.
    /// </summary>
    internal SsNetOptions ToSsNetOptions() => new()
    {
        DiceForm = DiceForm.Squared,
        Consistency = new ConsistencyWeight { Maximum = UnsupervisedWeight, Interval = 1, RampLength = RampShare * Iterations },
        Smoothness = new AdversarialSmoothness { DiceForm = DiceForm.Squared, Probe = Magnitude, Magnitude = Magnitude },
        SharedCleanPrediction = true,
    };
}
