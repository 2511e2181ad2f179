using SsNet.Experiments.Recipes;
using SsNet.Imaging;

namespace SsNet.Experiments.Sweeps;

/// <summary>
/// What a sweep is to do: every recipe with every override, every label count and every seed. The file is TOML; docs/sweeps.md describes it.
/// </summary>
/// <param name="Runs">The runs, seed by seed, so that an unfinished sweep has rows that can be compared.</param>
/// <param name="Split">What is evaluated after training: test, val or train.</param>
public sealed record SweepPlan(IReadOnlyList<SweepRun> Runs, string Split)
{
    private static readonly ShippedFiles Shipped = new("sweeps");

    /// <summary>Names of the plans that are shipped, those of the paper's tables among them.</summary>
    public static IReadOnlyList<string> Names => Shipped.Names;

    /// <summary>Reads a plan and resolves its runs.</summary>
    /// <param name="path">The file, or the name of a shipped plan.</param>
    /// <exception cref="ReportedException">The file cannot be read, something in it is not allowed, or two of its runs are the same.</exception>
    public static SweepPlan Load(string path)
    {
        var text = Names.Contains(path)
            ? new SweepPlanText($"plan {path}", Environment.CurrentDirectory, Shipped.Read(path))
            : new SweepPlanText(path, Path.GetDirectoryName(Path.GetFullPath(path))!, Read(path));
        SweepRun[] runs =
        [
            .. from seed in OrOwn(text.Seeds)
               from recipe in text.Recipes
               from element in text.OverridesOf(recipe.Name)
               from labelled in OrOwn(text.Labelled)
               select Resolve(path, text, recipe, element, labelled, seed),
        ];
        foreach (var same in runs.GroupBy(run => run.Id).Where(group => group.Count() > 1))
        {
            throw new ReportedException($"{path}: '{same.First()}' and '{same.ElementAt(1)}' are the same run, since no setting differs that changes the result; remove one of them.");
        }

        return new SweepPlan(runs, text.Split);
    }

    private static IEnumerable<long?> OrOwn(IReadOnlyList<long>? values) => values?.Select(value => (long?)value) ?? [null];

    private static SweepRun Resolve(
        string path, SweepPlanText text, (string Name, string Source) named, (string? Name, RecipeSettings Settings) element, long? labelled, long? seed)
    {
        var recipe = RecipeFile.Load(named.Source);
        text.ForAll.ApplyTo(recipe);
        text.ForRecipe(named.Name).ApplyTo(recipe);
        element.Settings.ApplyTo(recipe);
        recipe.Labelled = (int?)labelled ?? recipe.Labelled;
        recipe.Seed = seed ?? recipe.Seed;
        var run = new SweepRun(ResolvedConfiguration.HashOf(recipe), named.Name, element.Name, recipe);
        try
        {
            MethodFactory.Check(recipe);
            _ = recipe.ToPredictionOptions();
        }
        catch (ReportedException failure)
        {
            throw new ReportedException($"{path}: {run}: {failure.Message}", failure);
        }

        return run;
    }

    private static string Read(string path)
    {
        if (!File.Exists(path)) throw new ReportedException(
                $"There is no plan '{path}', neither a file nor a name.{NearestName.Hint(path, Names)} Known names: {string.Join(", ", Names)}; docs/sweeps.md shows how to write one.");
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReportedException($"{path}: cannot be read ({e.Message.TrimEnd('.')}); check the file and its permissions.", e);
        }
    }
}
