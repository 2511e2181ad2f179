using SsNet.Experiments.Recipes;
using SsNet.Imaging;

namespace SsNet.Experiments.Runs;

/// <summary>Runs of one recipe that differ in nothing but the seed.</summary>
/// <param name="Name">The method; where recipes of the same method are compared, with what this one differs in.</param>
/// <param name="Runs">The runs, at least one, in the order of their seeds.</param>
internal sealed record ComparedMethod(string Name, IReadOnlyList<EvaluatedRun> Runs)
{
    public static IReadOnlyList<ComparedMethod> Group(IReadOnlyList<EvaluatedRun> runs)
    {
        var groups = RecipeGroups.Group(runs, run => run.Recipe, RecipeGroups.OfTheExperiment);
        return [.. groups.Select(group =>
        {
            EvaluatedRun[] ofGroup = [.. group.OrderBy(run => run.Recipe.Seed)];
            var recipe = ofGroup[0].Recipe;
            RequireDifferentSeeds(ofGroup.Select(run => (run.Folder, run.Recipe)));
            return new ComparedMethod(RecipeGroups.NameOf(recipe, groups.Select(other => other[0].Recipe), RecipeGroups.OfTheExperiment), ofGroup);
        })];
    }

    /// <summary>Throws unless runs of one method have different seeds.</summary>
    /// <param name="runs">The runs.</param>
    /// <exception cref="ReportedException">Two have the same.</exception>
    public static void RequireDifferentSeeds(IEnumerable<(RunFolder Folder, Recipe Recipe)> runs)
    {
        foreach (var same in runs.GroupBy(run => run.Recipe.Seed).Select(group => group.ToList()))
        {
            if (same.Count > 1) throw new ReportedException($"{same[1].Folder.Path} and {same[0].Folder.Path} are runs of one recipe with the same seed; leave one out.");
        }
    }

    /// <summary>The run of this method that was scored on the same scans as another, if possible with its seed; null when there is none.</summary>
    /// <param name="other">The other run.</param>
    public EvaluatedRun? RunOnScansOf(EvaluatedRun other)
    {
        var candidates = RunsOnScansOf(other).ToList();
        return candidates.Find(run => run.Recipe.Seed == other.Recipe.Seed) ?? candidates.FirstOrDefault();
    }

    /// <summary>The runs of this method that were scored on the same scans as another.</summary>
    /// <param name="other">The other run.</param>
    public IEnumerable<EvaluatedRun> RunsOnScansOf(EvaluatedRun other) => Runs.Where(run => run.IsOfScansOf(other));

    public MethodScores ToScores() => new(
        Name, ScoreTable.Pool([.. Runs.Select(run => run.Scores)]), [.. Runs.Select(run => new SeedScores(run.Recipe.Seed, run.Scores))]);
}
