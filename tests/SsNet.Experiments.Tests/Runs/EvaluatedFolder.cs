using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Metrics;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Experiments.Tests.Runs;

/// <summary>Folders of runs with scores and label maps, as if they had been trained and evaluated.</summary>
internal static class EvaluatedFolder
{
    /// <summary>Makes a run's folder on small phantoms.</summary>
    /// <param name="folder">Where it goes.</param>
    /// <param name="name">Its name.</param>
    /// <param name="change">Changes its recipe.</param>
    /// <param name="predict">What is predicted for a case; null for the truth.</param>
    /// <param name="table">Changes the scores.</param>
    /// <returns>Its path.</returns>
    public static string Create(
        TemporaryFolder folder, string name, Action<Recipe>? change = null, Func<string, Volume<byte>, Volume<byte>>? predict = null, Func<ScoreTable, ScoreTable>? table = null)
    {
        var recipe = SmallRecipe.SsNet(2, 16, 16, 16);
        change?.Invoke(recipe);
        var run = RunFolder.Create(folder.FileNamed(name));
        File.WriteAllText(run.Recipe, recipe.ToToml());
        File.WriteAllText(run.Environment, "{}");
        File.WriteAllText(run.TrainingLog, "{\"iteration\":1,\"loss\":1,\"terms\":{\"seg\":1}}\n");
        Directory.CreateDirectory(run.Predictions("test"));
        var rows = new List<ScoreRow>();
        foreach (var source in ExperimentData.Open(recipe, null).Test)
        {
            var truth = source.Load().Label!;
            var labels = predict?.Invoke(source.Id, truth) ?? truth;
            Hdf5File.Write(Path.Combine(run.Predictions("test"), $"{source.Id}.h5"), null, labels);
            rows.Add(new ScoreRow(source.Id, 1, SegmentationMetrics.Compute(labels, truth, 1)));
        }

        var scores = new ScoreTable(rows, "voxel", ["left atrium"]);
        (table?.Invoke(scores) ?? scores).Save(run.Scores("test"));
        return run.Path;
    }
}
