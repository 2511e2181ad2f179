namespace SsNet.Experiments.Runs;

/// <summary>What is written for every image that is segmented.</summary>
public sealed record PredictionFileOptions
{
    /// <summary>The extension of what is written, such as .nii.gz; null for the image's own, or .nii.gz where its format is not written.</summary>
    public string? Extension { get; init; }

    /// <summary>Whether the probability of every foreground class is written too.</summary>
    public bool Probabilities { get; init; }

    /// <summary>Whether the uncertainty is written too (<see cref="Segmentation.Entropy"/>).</summary>
    public bool Entropy { get; init; }

    /// <summary>The DICOM series to segment where a folder holds several; null for the only one.</summary>
    public string? Series { get; init; }
}
