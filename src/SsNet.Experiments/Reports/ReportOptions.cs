namespace SsNet.Experiments.Reports;

/// <summary>What a report is to show.</summary>
public sealed record ReportOptions
{
    /// <summary>Whose scores: test, val or train.</summary>
    public string Split { get; init; } = "test";

    /// <summary>Where the data lie now, for the pictures; null for where they lay when the runs were started.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The title; null for the name of the run, or what is compared.</summary>
    public string? Title { get; init; }
}
