namespace SsNet.Experiments.Scans;

/// <summary>What a data set keeps a scan for.</summary>
public enum ScanPart
{
    /// <summary>To learn from, with a label or without.</summary>
    Training,

    /// <summary>To choose weights by.</summary>
    Validation,

    /// <summary>To be evaluated on.</summary>
    Test,
}
