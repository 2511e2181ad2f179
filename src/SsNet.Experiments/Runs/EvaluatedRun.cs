using SsNet.Experiments.Recipes;
using SsNet.Imaging;

namespace SsNet.Experiments.Runs;

/// <summary>A run with the scores that its evaluation wrote; the data themselves need not be there.</summary>
internal sealed record EvaluatedRun(RunFolder Folder, Recipe Recipe, ScoreTable Scores)
{
    public static EvaluatedRun Open(string path, string split)
    {
        var folder = RunFolder.Open(path);
        if (!File.Exists(folder.Scores(split)))
        {
            throw new ReportedException($"{path}: the run is not evaluated on {split} yet; do so with: ssnet evaluate --run {path} --split {split}");
        }

        var recipe = RecipeFile.Load(folder.Recipe);
        return new EvaluatedRun(folder, recipe, ScoreTable.Load(folder.Scores(split), RunClasses.Of(folder, recipe).Names));
    }

    /// <summary>Throws unless the scores of two runs may stand in one table.</summary>
    /// <param name="first">A run.</param>
    /// <param name="other">Another one.</param>
    /// <exception cref="ReportedException">They are on different data, or scored differently.</exception>
    public static void RequireComparable(EvaluatedRun first, EvaluatedRun other)
    {
        string? difference =
            first.Recipe.Layout != other.Recipe.Layout ? "data sets" :
            first.Recipe.Classes != other.Recipe.Classes ? "classes" :
            first.Scores.Unit != other.Scores.Unit ? "units of the distances" :
            first.Scores.EmptyIsZero != other.Scores.EmptyIsZero ? "scores of empty predictions" : null;
        if (difference is not null) throw new ReportedException($"{other.Folder.Path} and {first.Folder.Path} have different {difference}; evaluate both alike, or leave one out.");
    }
}
