using System.Globalization;
using System.Xml.Linq;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Reports.Page;
using SsNet.Experiments.Tables;

namespace SsNet.Experiments.Reports.Sections;

/// <summary>What a run is, at a glance.</summary>
internal static class HeaderSection
{
    /// <summary>The head of the page.</summary>
    /// <param name="kind">What it is a report of.</param>
    /// <param name="title">The title.</param>
    /// <param name="content">What stands below it.</param>
    public static XElement Of(string kind, string title, params object?[] content) => Html.Tag("header", Html.Styled("p", "kind", kind), Html.Tag("h1", title), content);

    /// <summary>Method, data, labels, seed and how far the run is, with the means of its scores.</summary>
    /// <param name="run">The run.</param>
    public static IEnumerable<XElement> Summary(ReportedRun run)
    {
        yield return Html.Styled("ul", "chips", Facts(run).Select(fact => Html.Tag("li", fact)));
        foreach (string note in run.Notes) yield return Html.Styled("p", "warning", Html.With("role", "note"), note);
        if (run.Scores is not null) yield return ScoreSection.Tiles(run.Scores);
    }

    /// <summary>The data set of a run.</summary>
    /// <param name="run">The run.</param>
    public static string DataSet(ReportedRun run) => run.Split is { Benchmark.Length: > 0 } split ? split.Benchmark : ResultColumns.NameOf(run.Recipe.Layout);

    private static IEnumerable<string> Facts(ReportedRun run)
    {
        var recipe = run.Recipe;
        yield return recipe.MethodText;
        yield return DataSet(run);
        if (run.Split is { } split)
        {
            var counts = CaseCounts.Of(recipe, split);
            string unit = recipe.Layout == DataLayout.Acdc ? "patients" : "cases";
            yield return recipe.UnlabelledPerBatch == 0
                ? string.Create(CultureInfo.InvariantCulture, $"{counts.Labelled} labelled {unit}")
                : string.Create(CultureInfo.InvariantCulture, $"{counts.Labelled} labelled and {counts.Unlabelled} unlabelled {unit}");
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"seed {recipe.Seed}");
        yield return run.IsFinished
            ? string.Create(CultureInfo.InvariantCulture, $"finished, {recipe.Iterations} iterations")
            : string.Create(CultureInfo.InvariantCulture, $"unfinished, {run.Iterations} of {recipe.Iterations} iterations");
    }
}
