using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Preparing;
using SsNet.Experiments.Recipes;
using SsNet.Imaging;

namespace SsNet.Experiments.Runs;

/// <summary>A run with the scores that its evaluation wrote; the data are not needed for them.</summary>
internal sealed record EvaluatedRun(RunFolder Folder, Recipe Recipe, ScoreTable Scores)
{
    /// <summary>Reads a run and its scores.</summary>
    /// <param name="path">The run's folder.</param>
    /// <param name="split">The split that it was evaluated on: test, val or train.</param>
    /// <exception cref="ReportedException">It is no run's folder, or the run is not evaluated on the split.</exception>
    public static EvaluatedRun Open(string path, string split)
    {
        var folder = RunFolder.Open(path);
        if (!File.Exists(folder.Scores(split)))
        {
            throw new ReportedException($"{path}: the run is not evaluated on {split} yet; do so with: ssnet evaluate --run {path} --split {split}");
        }

        var recipe = RecipeFile.Load(folder.Recipe);
        var preparation = File.Exists(folder.Preparation) ? PreparationRecord.Load(folder.Preparation) : null;
        return new EvaluatedRun(folder, recipe, ScoreTable.Load(folder.Scores(split), ClassNaming.Of(recipe, preparation)));
    }

    /// <summary>Opens the data that the run learnt from.</summary>
    /// <param name="dataFolder">Where they lie now; null for where they lay when the run was started.</param>
    /// <exception cref="ReportedException">They cannot be read.</exception>
    public ExperimentData OpenData(string? dataFolder) => ExperimentData.Open(Recipe, dataFolder ?? RunRecord.DataFolder(Folder));

    /// <summary>Throws unless the scores of two runs can be compared.</summary>
    /// <param name="other">The other run.</param>
    /// <exception cref="ReportedException">They differ in data, classes, units, or in how empty predictions are scored.</exception>
    public void RequireComparable(EvaluatedRun other)
    {
        string? difference =
            Recipe.Layout != other.Recipe.Layout ? "data sets" :
            Recipe.Classes != other.Recipe.Classes ? "classes" :
            Scores.Unit != other.Scores.Unit ? "units of the distances" :
            Scores.EmptyIsZero != other.Scores.EmptyIsZero ? "scores of empty predictions" : null;
        if (difference is not null) throw new ReportedException($"{other.Folder.Path} and {Folder.Path} have different {difference}; evaluate both alike, or leave one out.");
    }

    /// <summary>Whether cases of one name are the same scans in two runs on data of one layout: phantoms of another seed or size are others.</summary>
    /// <param name="other">The other run.</param>
    public bool IsOfScansOf(EvaluatedRun other) => RecipeGroups.ScansOf(Recipe) == RecipeGroups.ScansOf(other.Recipe);
}
