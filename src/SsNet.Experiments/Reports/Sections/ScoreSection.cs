using System.Globalization;
using System.Xml.Linq;
using SsNet.Experiments.Reports.Charts;
using SsNet.Experiments.Reports.Page;
using SsNet.Experiments.Reports.Pictures;
using SsNet.Experiments.Runs;

namespace SsNet.Experiments.Reports.Sections;

/// <summary>The scores of a run: the means, their spread, and every case.</summary>
internal static class ScoreSection
{
    /// <summary>The means as large numbers.</summary>
    /// <param name="scores">The scores.</param>
    public static XElement Tiles(ScoreTable scores) => Html.Styled("dl", "tiles", ScoreTable.Metrics.Select((metric, index) => Html.Tag(
        "div", Html.Tag("dt", metric.Name, Html.Styled("span", "unit", $" {Numbers.Unit(scores, index)}")), Html.Tag("dd", Numbers.Summary(scores, index)))));

    /// <summary>The section.</summary>
    /// <param name="prefix">What its id starts with.</param>
    /// <param name="split">The split that was scored.</param>
    /// <param name="scores">The scores.</param>
    /// <param name="colours">The colours of the classes in pictures, as #RRGGBB; null for those of other figures.</param>
    /// <param name="series">Which colour of the style sheet the method has, from 0.</param>
    public static Section Of(string prefix, string split, ScoreTable scores, IReadOnlyList<string>? colours, int series) => new(
        $"{prefix}scores", $"Scores on the {split} cases",
        [
            Html.Styled("div", "charts", ScoreTable.Metrics.Select((metric, index) => BoxChart.Draw(metric.Name, Numbers.Unit(scores, index), Boxes(scores, index, colours, series)))),
            Html.Note("A dot is a case. The box reaches from the first to the third quartile, with the median in it, which is also written above; whiskers end at the last case within 1.5 times the length of the box."),
            Table(scores),
            Numbers.NoteOnUndefined(scores),
            scores.EmptyIsZero ? Html.Note("An empty prediction scores 0 in every metric, distances included.") : null,
        ]);

    private static Box[] Boxes(ScoreTable scores, int metric, IReadOnlyList<string>? colours, int series) =>
    [
        .. scores.ClassNames.Select((name, index) => new Box(
            name, [.. scores.OfClass(index + 1).Rows.Select(row => (row.CaseId, Numbers.InUnit(metric, ScoreTable.Metrics[metric].Of(row.Score))))],
            // Of several classes each has the colour of its outlines; one has that of the method.
            scores.ClassNames.Count == 1 ? ChartParts.Colour(series) : SlicePanel.ColourText(index + 1, colours))),
    ];

    private static XElement Table(ScoreTable scores)
    {
        bool several = scores.ClassNames.Count > 1;
        XElement Head(string title, string unit = "") => Html.Tag("th", Html.With("scope", "col"), unit.Length == 0 ? null : Html.With("class", "number"), unit.Length == 0 ? title : $"{title} ({unit})");
        var head = Html.Tag("tr", Head("Case"), several ? Head("Class") : null, ScoreTable.Metrics.Select((metric, index) => Head(metric.Name, Numbers.Unit(scores, index))));
        var body = scores.Rows.Select(row => Html.Tag(
            "tr",
            Html.Tag("th", Html.With("scope", "row"), row.CaseId),
            several ? Html.Tag("td", Html.With("data-value", row.ClassIndex.ToString(CultureInfo.InvariantCulture)), scores.ClassNames[row.ClassIndex - 1]) : null,
            ScoreTable.Metrics.Select((metric, index) => Numbers.Cell(index, metric.Of(row.Score)))));
        XElement Foot(string name, ScoreTable part) => Html.Tag(
            "tr", Html.Tag("th", Html.With("scope", "row"), several ? Html.With("colspan", "2") : null, name), ScoreTable.Metrics.Select((_, index) => Html.Styled("td", "number", Numbers.Summary(part, index))));
        return Html.Scrolling("Scores of every case", Html.Styled(
            "table", "sortable",
            Html.Tag("caption", $"{scores.ByCase(score => score.Dice).Count} cases"),
            Html.Tag("thead", head),
            Html.Tag("tbody", body),
            Html.Tag(
                "tfoot",
                several ? scores.ClassNames.Select((name, index) => Foot($"{name}, mean ± sd", scores.OfClass(index + 1))) : null,
                Foot(several ? "mean of classes ± sd" : "mean ± sd", scores))));
    }
}
