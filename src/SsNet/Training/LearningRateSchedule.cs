namespace SsNet.Training;

/// <summary>How the learning rate falls.</summary>
public enum LearningRateDecay
{
    /// <summary>A tenth after every <see cref="LearningRateSchedule.StepLength"/> iterations: the published 3D code.</summary>
    Step,

    /// <summary>Never: the published 2D code.</summary>
    Constant,

    /// <summary>rate · (1 − t/T)^0.9: the field's 2D baselines. t lags the update under way by one more, as in the published code.</summary>
    Polynomial,
}

/// <summary>The learning rate of every iteration.</summary>
public sealed record LearningRateSchedule
{
    /// <summary>The learning rate of the first iteration.</summary>
    public double Initial { get; init; } = 0.01;

    /// <summary>How it falls.</summary>
    public LearningRateDecay Decay { get; init; } = LearningRateDecay.Step;

    /// <summary>Iterations between two steps.</summary>
    public long StepLength { get; init; } = 2500;

    /// <summary>The learning rate of an iteration.</summary>
    /// <param name="iteration">The iteration, counted from 1.</param>
    /// <param name="iterations">The length of the run.</param>
    public double At(long iteration, long iterations) => Decay switch
    {
        LearningRateDecay.Step => Initial * Math.Pow(0.1, (iteration - 1) / StepLength),
        LearningRateDecay.Polynomial => Initial * Math.Pow(1 - Math.Max(0, iteration - 2) / (double)iterations, 0.9),
        _ => Initial,
    };
}
