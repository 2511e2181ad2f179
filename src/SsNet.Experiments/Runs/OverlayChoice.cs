using SsNet.Experiments.Figures;

namespace SsNet.Experiments.Runs;

/// <summary>What an overlay figure of runs shows.</summary>
public sealed record OverlayChoice
{
    /// <summary>The split that the runs were evaluated on: test, val or train.</summary>
    public string Split { get; init; } = "test";

    /// <summary>Where the data lie now; null for where they lay when the runs were started.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The cases; none for the best, the median and the worst one by the Dice of all runs together.</summary>
    public IReadOnlyList<string> Cases { get; init; } = [];

    /// <summary>Which slice of every case.</summary>
    public OverlaySlice Slice { get; init; }

    /// <summary>Whether surfaces are shown too; null for where the networks see volumes.</summary>
    public bool? Surfaces { get; init; }
}
