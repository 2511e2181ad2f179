using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Experiments.Sweeps;
using SsNet.Imaging;

namespace SsNet.Experiments.Tables;

/// <summary>The paper's table of a sweep on one data set, from the files of its runs alone.</summary>
/// <param name="Layout">The data set.</param>
/// <param name="Unit">Unit of the distances: voxel or mm.</param>
/// <param name="EmptyIsZero">Whether empty predictions score 0 in every metric, distances included.</param>
/// <param name="Against">The row that the others are tested against; null when none was asked for.</param>
/// <param name="Rows">The rows, by labels and then in the paper's order.</param>
public sealed record ResultTable(DataLayout Layout, string Unit, bool EmptyIsZero, string? Against, IReadOnlyList<ResultRow> Rows)
{
    // The seed alone may differ within a row. What differs between numbers of labels, such as the batch of the upper bound, names no row.
    private static readonly RecipeKey[] OfTheRow = [.. ResolvedConfiguration.Keys.Where(key => key.Name != "seed")];

    /// <summary>Makes the tables of a sweep, one for each data set.</summary>
    /// <param name="sweepPath">The sweep's folder.</param>
    /// <param name="split">What was evaluated; null for what the plan evaluates.</param>
    /// <param name="against">The name of the row that the others are tested against; null for no test.</param>
    /// <exception cref="ReportedException">There is no sweep, nothing is finished, its scores cannot stand in one table, or no row has the name.</exception>
    public static IReadOnlyList<ResultTable> Of(string sweepPath, string? split, string? against)
    {
        var folder = new SweepFolder(sweepPath);
        if (!File.Exists(folder.Manifest)) throw new ReportedException($"{sweepPath} is not the folder of a sweep: it has no manifest.json.");
        var manifest = SweepManifest.Load(folder.Manifest);
        split ??= manifest.Split;
        var runs = folder.RunsOf(manifest);
        var finished = runs.Where(run => folder.StateOf(run, split) == SweepRunState.Finished).ToDictionary(run => run, run => SweepResult.Load(folder, run, split));
        if (finished.Count == 0)
        {
            string advice = split == manifest.Split ? "go on with 'ssnet sweep', the same plan and the same folder" : $"the plan evaluates {manifest.Split}; change its 'split', and run 'ssnet sweep' again";
            throw new ReportedException($"{sweepPath}: none of its {runs.Count} runs is finished and evaluated on {split}; {advice}.");
        }

        ResultTable[] tables = [.. runs.GroupBy(run => run.Recipe.Layout).Select(ofLayout => OfLayout(folder, [.. ofLayout], finished, against))];
        var names = tables.SelectMany(table => table.Rows.Select(row => row.Name)).Distinct().ToList();
        if (against is not null && !names.Contains(against))
        {
            throw new ReportedException($"--against: there is no row '{against}'.{NearestName.Hint(against, names)} Rows: {string.Join("; ", names)}.");
        }

        return tables;
    }

    private static ResultTable OfLayout(SweepFolder folder, IReadOnlyList<SweepRun> runs, Dictionary<SweepRun, SweepResult> finished, string? against)
    {
        SweepResult[] results = [.. runs.Where(finished.ContainsKey).Select(run => finished[run])];
        foreach (var result in results) RequireComparable(folder, results[0], result);

        var groups = RecipeGroups.Group(runs, run => run.Recipe, OfTheRow);
        ResultGroup[] rows =
        [
            .. groups.Select(group => new ResultGroup(NameOf(group[0].Recipe, groups), group, [.. group.Where(finished.ContainsKey).Select(run => finished[run])]))
                .OrderBy(group => group.Labelled ?? int.MaxValue)
                .ThenBy(group => PaperTables.PlaceOf(group.Recipe.MethodText)),
        ];
        return new ResultTable(
            runs[0].Recipe.Layout,
            results.FirstOrDefault()?.Scores.Unit ?? "voxel",
            results.FirstOrDefault()?.Scores.EmptyIsZero ?? false,
            against,
            [.. rows.Select(row => row.ToRow(rows.FirstOrDefault(other => other.Name == against && other.Labelled == row.Labelled)))]);
    }

    private static string NameOf(Recipe recipe, IReadOnlyList<IReadOnlyList<SweepRun>> groups) =>
        RecipeGroups.NameOf(recipe, groups.Select(group => group[0].Recipe).Where(other => other.Labelled == recipe.Labelled), OfTheRow);

    private static void RequireComparable(SweepFolder folder, SweepResult first, SweepResult result)
    {
        string? difference =
            first.Scores.Unit != result.Scores.Unit ? "units of the distances" :
            first.Scores.EmptyIsZero != result.Scores.EmptyIsZero ? "scores of empty predictions" : null;
        if (difference is not null) throw new ReportedException($"{folder.RunPath(result.Run)} and {folder.RunPath(first.Run)} have different {difference}; evaluate both alike.");
    }
}
