using SsNet.Experiments.Statistics;

namespace SsNet.Experiments.Tables;

/// <summary>One row: the runs of a sweep that differ in the seed alone.</summary>
public sealed record ResultRow
{
    /// <summary>The method; where recipes of it differ in more than seed and labels, with what this one differs in.</summary>
    public required string Name { get; init; }

    /// <summary>Labelled cases (ACDC: patients); null for all of them as long as no run is finished that would tell how many.</summary>
    public required int? Labelled { get; init; }

    /// <summary>Unlabelled cases that are learned from; null as long as no run is finished.</summary>
    public required int? Unlabelled { get; init; }

    /// <summary>Runs that are finished.</summary>
    public required int Finished { get; init; }

    /// <summary>Runs in all.</summary>
    public required int Planned { get; init; }

    /// <summary>Dice, Jaccard, 95HD and ASD: shares, then distances in the table's unit. Empty as long as no run is finished.</summary>
    public required IReadOnlyList<ResultCell> Metrics { get; init; }

    /// <summary>Parameters in millions; null where nobody counted.</summary>
    public double? Parameters { get; init; }

    /// <summary>Multiply-accumulate operations in 10⁹; null where nobody counted.</summary>
    public double? Macs { get; init; }

    /// <summary>What the paper reports; null where it reports nothing.</summary>
    public PaperRow? Paper { get; init; }

    /// <summary>Which weights were scored: last, val or test; null as long as no run is finished. <c>val</c> counts as last where no case chose the weights.</summary>
    public string? Selection { get; init; }

    /// <summary>Whether the runs are as large as the paper's; null as long as no run is finished.</summary>
    public bool? IsFullSize { get; init; }

    /// <summary>The test of its cases against those of the row that was asked for; null where there is nothing to pair.</summary>
    public WilcoxonSignedRank? Test { get; init; }
}
