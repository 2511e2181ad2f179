using System.Globalization;
using SsNet.Experiments.Recipes;

namespace SsNet.Experiments.Tables;

/// <summary>A table in the words and numbers that a reader sees, the same in all formats for readers.</summary>
/// <param name="Title">The data set.</param>
/// <param name="Header">The titles of the columns.</param>
/// <param name="Rows">The cells; the first of each row is text, the others are numbers or marks.</param>
/// <param name="Notes">What the reader has to know.</param>
internal sealed record ResultColumns(string Title, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<string> Notes)
{
    /// <summary>The metrics of the paper's tables, which of them are shares, and where the paper's number is.</summary>
    public static IReadOnlyList<(string Name, bool IsShare, Func<PaperRow, double> OfPaper)> Metrics { get; } =
    [
        ("Dice", true, row => row.Dice),
        ("Jaccard", true, row => row.Jaccard),
        ("95HD", false, row => row.Hd95),
        ("ASD", false, row => row.Asd),
    ];

    public static ResultColumns Of(ResultTable table)
    {
        bool paper = table.Rows.Any(row => row.Paper is not null);
        string beside = paper ? " [paper]" : "";
        string[] header =
        [
            "method", "labelled", "unlabelled",
            .. Metrics.Select(metric => $"{metric.Name} ({(metric.IsShare ? "%" : table.Unit)}){beside}"),
            $"param. (M){beside}", $"MACs (G){beside}", "runs", "selection", "size",
            .. table.Against is null ? (string[])[] : ["p", $"against {table.Against}"],
        ];
        return new ResultColumns(NameOf(table.Layout), header, [.. table.Rows.Select(row => Cells(row, table.Against is not null))], [.. NotesOf(table, paper)]);
    }

    /// <summary>A data set's name.</summary>
    /// <param name="layout">The data set.</param>
    public static string NameOf(DataLayout layout) => layout switch
    {
        DataLayout.La => "LA",
        DataLayout.Acdc => "ACDC",
        DataLayout.Prepared => "prepared",
        DataLayout.Phantom => "phantom",
        _ => "cine-phantom",
    };

    /// <summary>What the test says of a row.</summary>
    /// <param name="row">The row.</param>
    public static string Direction(ResultRow row) => row.Test is not { } test ? "" : test.Positive > test.Negative ? "better" : test.Positive < test.Negative ? "worse" : "same";

    private static string[] Cells(ResultRow row, bool tested) =>
    [
        row.Name,
        row.Labelled?.ToString(CultureInfo.InvariantCulture) ?? "all",
        row.Unlabelled?.ToString(CultureInfo.InvariantCulture) ?? "",
        .. Metrics.Select((metric, index) => Beside(
            row.Metrics.Count == 0 ? "" : Text(row.Metrics[index], metric.IsShare ? 100 : 1), row.Paper is null ? null : metric.OfPaper(row.Paper))),
        Beside(Number(row.Parameters), row.Paper?.Parameters),
        Beside(Number(row.Macs), row.Paper?.Macs),
        string.Create(CultureInfo.InvariantCulture, $"{row.Finished}/{row.Planned}"),
        row.Selection ?? "",
        row.IsFullSize switch { true => "full", false => "reduced", null => "" },
        .. tested ? (string[])[PValue(row), Direction(row)] : [],
    ];

    private static string Text(ResultCell cell, double factor)
    {
        if (cell.Values == 0) return "–";
        string deviation = cell.Deviation is { } spread ? $" ± {Number(factor * spread)}" : "";
        string share = cell.Values == cell.Of ? "" : string.Create(CultureInfo.InvariantCulture, $" ({cell.Values} of {cell.Of})");
        return Number(factor * cell.Mean) + deviation + share;
    }

    private static string PValue(ResultRow row) => row.Test is not { } test ? "" : test.PValue < 0.0001 ? "< 0.0001" : test.PValue.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Beside(string ours, double? paper) => paper is null ? ours : $"{ours} [{Number(paper)}]".TrimStart();

    private static string Number(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";

    private static IEnumerable<string> NotesOf(ResultTable table, bool paper)
    {
        yield return $"Mean over the seeds of each seed's mean over its cases, ± standard deviation of the seeds.{(paper ? " In brackets: Wu et al. 2022, tables 1 to 3." : "")}";
        if (paper && table.Rows.Any(row => row.Macs is not null)) yield return "MACs: ours are convolutions, counted exactly; the paper's were counted by other rules (docs/complexity.md).";
        if (table.Rows.Any(row => row.Metrics.Any(cell => cell.Values < cell.Of))) yield return "A distance is undefined where one of the two masks is empty: (n of m) says how many values there are, counted per seed, case and class.";
        if (table.EmptyIsZero) yield return "An empty prediction scores 0 in every metric, distances included.";
        if (table.Rows.Any(row => row.Selection == "test")) yield return "Selection test: the weights are the best on the test cases, so that the scores are optimistic.";
        if (table.Rows.Any(row => row.Finished < row.Planned)) yield return "The sweep is not finished: the column runs says of how many runs a row is made.";
        if (table.Against is not null) yield return $"p: Wilcoxon signed-rank test, two-sided, of the Dice per case (mean of classes and seeds) against {table.Against} with the same labels.";
    }
}
