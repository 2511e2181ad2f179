using System.Globalization;
using System.Xml.Linq;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Reports.Charts;
using SsNet.Experiments.Reports.Page;
using SsNet.Experiments.Runs;
using SsNet.Experiments.Tables;

namespace SsNet.Experiments.Reports.Sections;

/// <summary>Methods beside each other: their scores over all seeds, the spread of the cases, and every case.</summary>
internal static class ComparisonSection
{
    /// <summary>The scores of all methods.</summary>
    /// <param name="split">The split that was scored.</param>
    /// <param name="methods">The methods that have scores, at least one.</param>
    public static Section Scores(string split, IReadOnlyList<ReportedMethod> methods)
    {
        var scores = methods.Select(method => (Method: method, method.Evaluated!.ToScores().All)).ToList();
        var first = scores[0].All;
        return new Section(
            "comparison", $"Methods on the {split} cases",
            [
                Table(scores),
                Html.Note("Mean ± standard deviation over the cases of all seeds; the best mean of a column is bold."),
                Reference(methods) is { } reference && methods.Count > 1
                    ? Html.Note($"p: Wilcoxon signed-rank test, two-sided, of the Dice per case (mean of classes and of the seeds that both have) against {reference.Name}.")
                    : null,
                Numbers.NoteOnUndefined(scores.Select(item => item.All)),
                first.EmptyIsZero ? Html.Note("An empty prediction scores 0 in every metric, distances included.") : null,
                Html.Styled("div", "charts", ScoreTable.Metrics.Select((metric, index) => BoxChart.Draw(metric.Name, Numbers.Unit(first, index), [.. scores.Select(item => BoxOf(item.Method, item.All, index))]))),
                Html.Note("A dot is a case with one seed, the mean of its classes. The box reaches from the first to the third quartile, with the median in it; whiskers end at the last case within 1.5 times the length of the box."),
            ]);
    }

    /// <summary>The Dice of every case and method.</summary>
    /// <param name="methods">The methods that have scores, at least one.</param>
    public static Section Cases(IReadOnlyList<ReportedMethod> methods)
    {
        var columns = methods.Select(method => (method.Name, Dice: DicePerCase(methods[0].Evaluated!.Runs[0], method.Evaluated!))).Where(column => column.Dice.Count > 0).ToList();
        string[] ids = [.. columns.SelectMany(column => column.Dice.Keys).Distinct()];
        XElement Row(string id)
        {
            double[] values = [.. columns.Select(column => column.Dice.TryGetValue(id, out double dice) ? dice : double.NaN)];
            double best = values.Where(double.IsFinite).Max();
            return Html.Tag(
                "tr", Html.Tag("th", Html.With("scope", "row"), id),
                values.Select(value => Html.Styled("td", value == best && columns.Count > 1 ? "number best" : "number", Numbers.Sorted(value), Numbers.Text(0, value))));
        }

        return new Section(
            "comparison-cases", "Dice of every case",
            [
                Html.Scrolling("Dice of every case by method", Html.Styled(
                    "table", "sortable",
                    Html.Tag("caption", $"Dice in %, mean of classes and seeds; {ids.Length} cases"),
                    Html.Tag("thead", Html.Tag("tr", Html.Tag("th", Html.With("scope", "col"), "Case"), columns.Select(column => Html.Styled("th", "number", Html.With("scope", "col"), column.Name)))),
                    Html.Tag("tbody", ids.Select(Row)))),
            ]);
    }

    /// <summary>The Dice of every case by a method, the mean of the seeds that were scored on the same scans as a run.</summary>
    /// <param name="first">The run.</param>
    /// <param name="method">The method.</param>
    public static Dictionary<string, double> DicePerCase(EvaluatedRun first, ComparedMethod method) => method.RunsOnScansOf(first)
        .SelectMany(run => run.Scores.ByCase(score => score.Dice))
        .GroupBy(item => item.Key)
        .ToDictionary(items => items.Key, items => items.Average(item => item.Value));

    private static XElement Table(List<(ReportedMethod Method, ScoreTable All)> scores)
    {
        double[] best = [.. ScoreTable.Metrics.Select((metric, index) =>
        {
            double[] means = [.. scores.Select(item => item.All.Summary(metric.Of).Mean).Where(double.IsFinite)];
            return means.Length == 0 ? double.NaN : Numbers.MoreIsBetter(index) ? means.Max() : means.Min();
        })];
        var reference = Reference([.. scores.Select(item => item.Method)]);
        XElement Cell(ScoreTable all, int metric)
        {
            double mean = all.Summary(ScoreTable.Metrics[metric].Of).Mean;
            return Html.Styled("td", mean == best[metric] && scores.Count > 1 ? "number best" : "number", Numbers.Sorted(mean), Numbers.Summary(all, metric));
        }

        XElement Row(ReportedMethod method, ScoreTable all) => Html.Tag(
            "tr",
            Html.Tag("th", Html.With("scope", "row"), Html.Styled("span", $"swatch {ChartParts.ColourClass(method.Colour)}"), method.Name),
            Html.Styled("td", "number", string.Create(CultureInfo.InvariantCulture, $"{method.Evaluated!.Runs.Count} of {method.Runs.Count}")),
            ScoreTable.Metrics.Select((_, index) => Cell(all, index)),
            scores.Count > 1 ? PValue(method, reference) : null);

        return Html.Scrolling("Scores of all methods", Html.Styled(
            "table", "sortable",
            Html.Tag("thead", Html.Tag(
                "tr",
                Html.Tag("th", Html.With("scope", "col"), "Method"),
                Html.Styled("th", "number", Html.With("scope", "col"), "Runs"),
                ScoreTable.Metrics.Select((metric, index) => Html.Styled("th", "number", Html.With("scope", "col"), $"{metric.Name} ({Numbers.Unit(scores[0].All, index)})")),
                scores.Count > 1 ? Html.Styled("th", "number", Html.With("scope", "col"), "p") : null)),
            Html.Tag("tbody", scores.Select(item => Row(item.Method, item.All)))));
    }

    private static XElement PValue(ReportedMethod method, ReportedMethod reference)
    {
        if (method == reference) return Html.Styled("td", "number", Numbers.Sorted(double.NaN), "reference");
        IReadOnlyList<(Recipe, ScoreTable)> Scored(ReportedMethod of) => [.. of.Evaluated!.Runs.Select(run => (run.Recipe, run.Scores))];
        var test = PairedCases.Test(Scored(method), Scored(reference));
        string text = test is null ? Numbers.Undefined : test.PValue < 0.0001 ? "< 0.0001" : test.PValue.ToString("0.0000", CultureInfo.InvariantCulture);
        return Html.Styled("td", "number", Numbers.Sorted(test?.PValue ?? double.NaN), text);
    }

    /// <summary>What the others are tested against: the labelled cases alone, where that is among them.</summary>
    private static ReportedMethod Reference(IReadOnlyList<ReportedMethod> methods) => methods.FirstOrDefault(method => method.Recipe.Method == MethodName.Supervised) ?? methods[0];

    private static Box BoxOf(ReportedMethod method, ScoreTable all, int metric) => new(
        method.Name, [.. all.ByCase(ScoreTable.Metrics[metric].Of).Select(item => (item.Key, Numbers.InUnit(metric, item.Value)))], ChartParts.Colour(method.Colour));
}
