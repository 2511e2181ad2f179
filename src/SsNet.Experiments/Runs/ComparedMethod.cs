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
            for (int i = 1; i < ofGroup.Length; i++)
            {
                if (ofGroup[i].Recipe.Seed != ofGroup[i - 1].Recipe.Seed) continue;
                throw new ReportedException($"{ofGroup[i].Folder.Path} and {ofGroup[i - 1].Folder.Path} are runs of one recipe with the same seed; leave one out.");
            }

            return new ComparedMethod(RecipeGroups.NameOf(recipe, groups.Select(other => other[0].Recipe), RecipeGroups.OfTheExperiment), ofGroup);
        })];
    }

    /// <summary>The run of this method that was scored on the same scans as another; null when there is none.</summary>
    /// <param name="other">The other run.</param>
    public EvaluatedRun? RunOnScansOf(EvaluatedRun other)
    {
        // Phantoms of another seed are other scans under the same names.
        bool made = other.Recipe.Layout is DataLayout.Phantom or DataLayout.CinePhantom;
        var candidates = Runs.Where(run => !made || run.Recipe.PhantomSeed == other.Recipe.PhantomSeed).ToList();
        return candidates.Find(run => run.Recipe.Seed == other.Recipe.Seed) ?? candidates.FirstOrDefault();
    }

    public MethodScores ToScores() => new(
        Name, ScoreTable.Pool([.. Runs.Select(run => run.Scores)]), [.. Runs.Select(run => new SeedScores(run.Recipe.Seed, run.Scores))]);
}
