using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Experiments.Sweeps;
using SsNet.Training;

namespace SsNet.Experiments.Tables;

/// <summary>Runs that make one row.</summary>
/// <param name="Name">The row's name.</param>
/// <param name="Runs">The runs, at least one.</param>
/// <param name="Results">What the finished ones gave.</param>
internal sealed record ResultGroup(string Name, IReadOnlyList<SweepRun> Runs, IReadOnlyList<SweepResult> Results)
{
    public Recipe Recipe => Runs[0].Recipe;

    /// <summary>Labelled cases; null for all, as long as nothing tells how many.</summary>
    public int? Labelled => Recipe.Labelled > 0 ? Recipe.Labelled : Counts?.Labelled;

    private CaseCounts? Counts => Results.Count == 0 ? null : CaseCounts.Of(Recipe, Results[0].Split);

    /// <summary>The row.</summary>
    /// <param name="reference">The runs to test against; null for no test.</param>
    public ResultRow ToRow(ResultGroup? reference)
    {
        ScoreTable[] scores = [.. Results.Select(result => result.Scores)];
        var complexity = Results.Select(result => result.Complexity).FirstOrDefault(counted => counted is not null);
        return new ResultRow
        {
            Name = Name,
            Labelled = Labelled,
            Unlabelled = Recipe.UnlabelledPerBatch == 0 ? 0 : Counts?.Unlabelled,
            Finished = Results.Count,
            Planned = Runs.Count,
            Metrics = scores.Length == 0 ? [] : [.. ScoreTable.Metrics.Take(ResultColumns.Metrics.Count).Select(metric => ResultCell.Over(scores, metric.Of))],
            Parameters = complexity?.Parameters,
            Macs = complexity?.Macs,
            Paper = Labelled is { } labelled ? PaperTables.Find(Recipe, labelled) : null,
            Selection = Results.Count == 0 ? null : SelectionText,
            IsFullSize = Counts is null ? null : PaperSize.IsOf(Recipe, Counts),
            Test = reference is null || reference == this ? null : PairedCases.Test(Scored, reference.Scored),
        };
    }

    private IReadOnlyList<(Recipe Recipe, ScoreTable Scores)> Scored => [.. Results.Select(result => (result.Recipe, result.Scores))];

    // What was done counts, not what was asked for: with few labels there is nothing to validate on.
    private string SelectionText => Recipe.Selection switch
    {
        ModelSelection.Test => "test",
        ModelSelection.Val when Results[0].Split.Validation.Count > 0 => "val",
        _ => "last",
    };
}
