namespace SsNet.Experiments.Preparing;

/// <summary>Which part of the scans of a data set is prepared.</summary>
public enum ScanCrop
{
    /// <summary>All of it.</summary>
    None,

    /// <summary>The box around the body.</summary>
    Body,

    /// <summary>
    /// The box around the label; of the raw left atrium data as it was published, which is all slices, and in their plane at least 70 mm along each side. It peeks at labels, also at those of
    /// test scans. Scans without a label, and any new image, are cut where the boxes of the labelled training scans lie together.
    /// </summary>
    Label,

    /// <summary>All scans are cut where the boxes around the labels of the labelled training scans lie together: no scan's own label has a say.</summary>
    Region,
}
