using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Recipes;
using SsNet.Imaging;

namespace SsNet.Experiments.Runs;

/// <summary>A run with the scores that its evaluation wrote.</summary>
internal sealed record EvaluatedRun(RunFolder Folder, Recipe Recipe, ExperimentData Data, ScoreTable Scores)
{
    public static EvaluatedRun Open(string path, string split, string? dataFolder)
    {
        var folder = RunFolder.Open(path);
        if (!File.Exists(folder.Scores(split)))
        {
            throw new ReportedException($"{path}: the run is not evaluated on {split} yet; do so with: ssnet evaluate --run {path} --split {split}");
        }

        var recipe = RecipeFile.Load(folder.Recipe);
        var data = ExperimentData.Open(recipe, dataFolder ?? RunRecord.DataFolder(folder));
        return new EvaluatedRun(folder, recipe, data, ScoreTable.Load(folder.Scores(split), data.ClassNames));
    }
}
