namespace SsNet.Experiments.Runs;

/// <summary>What a segmentation gives beside the label map.</summary>
public sealed record SegmentationOptions
{
    /// <summary>Whether it gives the probability of every class.</summary>
    public bool Probabilities { get; init; }

    /// <summary>Whether it gives the entropy of the probabilities.</summary>
    public bool Entropy { get; init; }
}
