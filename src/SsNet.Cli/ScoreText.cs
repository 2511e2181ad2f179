using System.Globalization;
using Spectre.Console;
using SsNet.Cli.Progress;
using SsNet.Experiments.Runs;
using SsNet.Imaging.Metrics;

namespace SsNet.Cli;

/// <summary>Scores as a table for the reader: per case and class, then mean ± standard deviation per class and over all.</summary>
internal static class ScoreText
{
    // Overlaps are shares, which the field gives in percent.
    private const int Overlaps = 2;

    /// <summary>Writes a table.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="scores">The scores.</param>
    public static void Write(TextWriter output, ScoreTable scores)
    {
        bool severalClasses = scores.Rows.Any(row => row.ClassIndex > 1);
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("case");
        if (severalClasses) table.AddColumn("class");
        foreach (string title in Titles(scores)) table.AddColumn(new TableColumn(title).RightAligned());

        foreach (var row in scores.Rows)
        {
            string[] start = severalClasses ? [row.CaseId, row.ClassIndex.ToString(CultureInfo.InvariantCulture)] : [row.CaseId];
            table.AddRow([.. start.Select(Markup.Escape), .. ScoreTable.Metrics.Select((metric, index) => Number(metric.Of(row.Score), index))]);
        }

        table.AddEmptyRow();
        if (severalClasses)
        {
            foreach (var (index, name) in scores.ClassNames.Index())
            {
                // Label maps of others may leave numbers out.
                if (!scores.Rows.Any(row => row.ClassIndex == index + 1)) continue;
                table.AddRow([Markup.Escape(name), $"{index + 1}", .. Summaries(scores.OfClass(index + 1))]);
            }
        }

        string[] summary = severalClasses ? ["mean of classes", ""] : ["mean ± sd"];
        table.AddRow([.. summary, .. Summaries(scores)]);
        Terminal.On(output).Write(table);
    }

    /// <summary>Title of every metric, with its unit.</summary>
    /// <param name="scores">The scores.</param>
    public static IEnumerable<string> Titles(ScoreTable scores) =>
        ScoreTable.Metrics.Select((metric, index) => $"{metric.Name} ({(index < Overlaps ? "%" : scores.Unit)})");

    /// <summary>Mean ± standard deviation of every metric.</summary>
    /// <param name="scores">The scores.</param>
    public static IEnumerable<string> Summaries(ScoreTable scores) => ScoreTable.Metrics.Select((metric, index) => Summary(scores, metric.Of, index));

    private static string Summary(ScoreTable scores, Func<SegmentationScore, double> metric, int index)
    {
        var (mean, deviation, count) = scores.Summary(metric);
        // A distance that is undefined somewhere says of how many values it is the mean.
        string share = count == scores.Rows.Count ? "" : string.Create(CultureInfo.InvariantCulture, $" (of {count})");
        return count == 0 ? "–" : $"{Number(mean, index)} ± {Number(deviation, index)}{share}";
    }

    private static string Number(double value, int index) =>
        double.IsNaN(value) ? "–" : (index < Overlaps ? 100 * value : value).ToString("0.00", CultureInfo.InvariantCulture);
}
