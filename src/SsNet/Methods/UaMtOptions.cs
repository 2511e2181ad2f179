using SsNet.Losses;

namespace SsNet.Methods;

/// <summary>Options of <see cref="UaMt"/>; the defaults are those of the published code.</summary>
public sealed record UaMtOptions
{
    /// <summary>What the labelled samples are supervised by.</summary>
    public SegmentationLoss Supervision { get; init; } = new() { DiceForm = DiceForm.SquaredForeground, CrossEntropy = true };

    /// <summary>λ(t), the weight of the consistency.</summary>
    public ConsistencyWeight Consistency { get; init; } = new() { Maximum = 0.1, CountsCurrentIteration = false };

    /// <summary>Length of the run, over which the threshold of the uncertainty rises.</summary>
    public long Iterations { get; init; } = 15_000;

    /// <summary>α: how much of the teacher stays when it follows the student, in [0, 1).</summary>
    public double TeacherDecay { get; init; } = 0.99;

    /// <summary>Standard deviation of the noise on the teacher's images; it is cut off at twice that.</summary>
    public double TeacherNoise { get; init; } = 0.1;

    /// <summary>T: predictions from which the uncertainty is estimated; as in published code two go through the network together.</summary>
    public int UncertaintyPasses { get; init; } = 8;

    /// <summary>Where the threshold of the uncertainty starts, as a share of where it ends.</summary>
    public double UncertaintyThreshold { get; init; } = 0.75;
}
