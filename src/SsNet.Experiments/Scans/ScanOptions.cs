namespace SsNet.Experiments.Scans;

/// <summary>What of a data set is used beyond the scans that were chosen to be segmented.</summary>
public sealed record ScanOptions
{
    /// <summary>Whether all other frames of ACDC's cine series are unlabelled training scans. Those of test patients never are.</summary>
    public bool CineFrames { get; init; }

    /// <summary>Whether test images without a label are unlabelled training scans; else they are left out.</summary>
    public bool UseTestImages { get; init; }
}
