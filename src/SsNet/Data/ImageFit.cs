namespace SsNet.Data;

/// <summary>How images come to the size that a network is trained on.</summary>
public enum ImageFit
{
    /// <summary>Patches are cut out for training, and windows slide over an image at prediction: the left atrium experiments.</summary>
    Crop,

    /// <summary>Whole images are resampled to the patch by nearest neighbour, and predictions back: the ACDC experiments.</summary>
    Zoom,
}
