using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Imaging;

namespace SsNet.Experiments.Reports;

/// <summary>Runs of a report that differ in nothing but the seed, evaluated or not.</summary>
/// <param name="Name">The method; where recipes of one method are reported, with what this one differs in.</param>
/// <param name="Colour">Which colour of the style sheet it has, from 0 (<see cref="MethodSeries"/>).</param>
/// <param name="Runs">The runs.</param>
/// <param name="Evaluated">Those that have scores, as they are compared; null where none has.</param>
internal sealed record ReportedMethod(string Name, int Colour, IReadOnlyList<ReportedRun> Runs, ComparedMethod? Evaluated)
{
    public Recipe Recipe => Runs[0].Recipe;

    /// <summary>Puts runs together.</summary>
    /// <param name="runs">The runs.</param>
    /// <exception cref="ReportedException">Two of them cannot be compared.</exception>
    public static IReadOnlyList<ReportedMethod> Group(IReadOnlyList<ReportedRun> runs)
    {
        var evaluated = runs.Where(run => run.Scores is not null).ToDictionary(run => run, run => new EvaluatedRun(run.Folder, run.Recipe, run.Scores!));
        foreach (var run in evaluated.Values) evaluated.Values.First().RequireComparable(run);
        var groups = RecipeGroups.Group(runs, run => run.Recipe, RecipeGroups.OfTheExperiment);
        int[] colours = MethodSeries.Of([.. groups.Select(group => group[0].Recipe)]);
        return [.. groups.Select((group, index) =>
        {
            string name = RecipeGroups.NameOf(group[0].Recipe, groups.Select(other => other[0].Recipe), RecipeGroups.OfTheExperiment);
            EvaluatedRun[] scored = [.. group.Where(evaluated.ContainsKey).Select(run => evaluated[run])];
            ComparedMethod.RequireDifferentSeeds(group.Select(run => (run.Folder, run.Recipe)));
            return new ReportedMethod(name, colours[index], [.. group.OrderBy(run => run.Recipe.Seed)], scored.Length == 0 ? null : new ComparedMethod(name, [.. scored.OrderBy(run => run.Recipe.Seed)]));
        })];
    }

    /// <summary>The name of a run among all that are reported.</summary>
    /// <param name="run">A run of this method.</param>
    public string NameOf(ReportedRun run) => $"{Name}, seed {run.Recipe.Seed}";
}
