using System.Globalization;
using System.Xml.Linq;
using SsNet.Experiments.Reports.Page;
using SsNet.Experiments.Runs;
using SsNet.Imaging.Metrics;

namespace SsNet.Experiments.Reports.Sections;

/// <summary>Scores as the field writes them: overlaps in percent, distances in voxels or mm, and a dash where a distance is undefined.</summary>
internal static class Numbers
{
    /// <summary>What stands for a number that there is none of.</summary>
    public const string Undefined = "–";

    private const int Overlaps = 2;

    /// <summary>The unit of a metric of <see cref="ScoreTable.Metrics"/>.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="metric">Which metric.</param>
    public static string Unit(ScoreTable scores, int metric) => metric < Overlaps ? "%" : scores.Unit;

    /// <summary>Whether the larger of two values of a metric is the better one.</summary>
    /// <param name="metric">Which metric.</param>
    public static bool MoreIsBetter(int metric) => metric < Overlaps;

    /// <summary>A value in the metric's unit.</summary>
    /// <param name="metric">Which metric.</param>
    /// <param name="value">The value as scores hold it.</param>
    public static double InUnit(int metric, double value) => metric < Overlaps ? 100 * value : value;

    /// <summary>A value without its unit.</summary>
    /// <param name="metric">Which metric.</param>
    /// <param name="value">The value as scores hold it.</param>
    public static string Text(int metric, double value) => double.IsFinite(value) ? InUnit(metric, value).ToString("0.00", CultureInfo.InvariantCulture) : Undefined;

    /// <summary>A cell of a table with a value, by which rows can be sorted.</summary>
    /// <param name="metric">Which metric.</param>
    /// <param name="value">The value as scores hold it.</param>
    public static XElement Cell(int metric, double value) => Html.Styled(
        "td", metric == 0 ? "number bar" : "number",
        Sorted(value),
        metric == 0 ? Html.With("style", string.Create(CultureInfo.InvariantCulture, $"--share:{100 * value:0.#}%")) : null,
        Text(metric, value));

    /// <summary>What a cell is sorted by; empty where there is no number.</summary>
    /// <param name="value">The number.</param>
    public static XAttribute Sorted(double value) => Html.With("data-value", double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "");

    /// <summary>Mean ± standard deviation of a metric; where it is undefined for some rows, with the number of those that count.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="metric">Which metric.</param>
    public static IEnumerable<object> Summary(ScoreTable scores, int metric)
    {
        var (mean, deviation, rows) = scores.Summary(ScoreTable.Metrics[metric].Of);
        if (rows == 0)
        {
            yield return Undefined;
            yield break;
        }

        yield return Text(metric, mean);
        yield return Html.Styled("span", "deviation", $" ± {Text(metric, deviation)}");
        if (rows < scores.Rows.Count) yield return Html.Styled("span", "share", string.Create(CultureInfo.InvariantCulture, $" ({rows} of {scores.Rows.Count})"));
    }

    /// <summary>Says what a dash means, where there is one.</summary>
    /// <param name="tables">All scores that are shown.</param>
    public static XElement? NoteOnUndefined(params IEnumerable<ScoreTable> tables) =>
        tables.Any(table => table.Rows.Any(row => IsUndefined(row.Score)))
            ? Html.Note($"{Undefined} A distance is undefined where one of the two masks is empty. Means are over the distances that are defined: (n of m) says how many those are.")
            : null;

    private static bool IsUndefined(SegmentationScore score) => ScoreTable.Metrics.Any(metric => !double.IsFinite(metric.Of(score)));
}
