namespace SsNet.Training;

/// <summary>How a method is trained; the defaults are the paper's on the left atrium.</summary>
public sealed record TrainingOptions
{
    /// <summary>Length of the run.</summary>
    public long Iterations { get; init; } = 15_000;

    /// <summary>Labelled samples in a batch.</summary>
    public int LabelledPerBatch { get; init; } = 2;

    /// <summary>Unlabelled samples in a batch; 0 for supervised training.</summary>
    public int UnlabelledPerBatch { get; init; } = 2;

    /// <summary>The learning rate.</summary>
    public LearningRateSchedule LearningRate { get; init; } = new();

    /// <summary>Momentum of the gradient descent.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>L2 penalty on every parameter.</summary>
    public double WeightDecay { get; init; } = 1e-4;

    /// <summary>The number from which all randomness of the run derives.</summary>
    public long Seed { get; init; } = 1337;

    /// <summary>Iterations between two validations.</summary>
    public long ValidateEvery { get; init; } = 200;

    /// <summary>The first iteration that may be validated.</summary>
    public long ValidateFrom { get; init; } = 1;

    /// <summary>Iterations between two checkpoints.</summary>
    public long CheckpointEvery { get; init; } = 200;

    /// <summary>Background threads that decode and augment; 0 to do so between the steps. Any number gives the same batches.</summary>
    public int Workers { get; init; } = 1;
}
