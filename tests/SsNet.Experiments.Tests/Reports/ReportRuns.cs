using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Experiments.Tests.Runs;
using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Metrics;
using SsNet.Testing;

namespace SsNet.Experiments.Tests.Reports;

/// <summary>Folders of runs on small phantoms, as if they had been trained and evaluated; removed afterwards.</summary>
internal sealed class ReportRuns : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public string FileNamed(string name) => folder.FileNamed(name);

    /// <summary>A run whose scores fall from case to case, with a distance that is undefined in the last one.</summary>
    public RunFolder Make(string name, MethodName method = MethodName.SsNet, long seed = 1, int classes = 2, double worse = 0, Action<Recipe>? change = null, Func<string, string>? rename = null)
    {
        var recipe = classes == 2 ? SmallRecipe.SsNet(2, 16, 16, 16) : SmallRecipe.SsNet(4, 32, 32);
        (recipe.Method, recipe.Seed, recipe.TestCases) = (method, seed, 5);
        if (method == MethodName.Supervised) recipe.UnlabelledPerBatch = 0;
        change?.Invoke(recipe);
        var run = RunFolder.Create(folder.FileNamed(name));
        File.WriteAllText(run.Recipe, recipe.ToToml());
        File.WriteAllText(run.Environment, """{"ssnet":"0.1.0","libtorch":"2.10.0.0","threads":1,"data":null}""");
        File.WriteAllText(run.Complexity, """{"parameters":467596,"macs":105357312,"input":"1×16×16×16","convention":"exact"}""");
        File.WriteAllText(run.Weights, "weights");
        File.WriteAllLines(run.TrainingTable, ["iteration,loss,learning_rate,seconds", "1,1,0.01,1", "2,0.5,0.01,1"]);
        File.WriteAllText(run.TrainingLog, """
            {"iteration":1,"loss":1,"terms":{"seg":1},"weights":{"seg":1},"learning_rate":0.01,"seconds":1}
            {"iteration":2,"loss":0.5,"terms":{"seg":0.5},"weights":{"seg":1},"learning_rate":0.005,"seconds":1}
            {"iteration":2,"validation_dice":0.75,"best":true}

            """);
        var data = ExperimentData.Open(recipe, null);
        RunRecord.WriteSplit(run, data);

        Directory.CreateDirectory(run.Predictions("test"));
        var rows = new List<ScoreRow>();
        foreach (var (index, source) in data.Test.Index())
        {
            string id = rename?.Invoke(source.Id) ?? source.Id;
            Hdf5File.Write(Path.Combine(run.Predictions("test"), $"{id.Replace('/', '_')}.h5"), null, source.Load().Label!);
            for (int label = 1; label < classes; label++)
            {
                double dice = 0.9123456789 - 0.1 * index - 0.01 * label - worse;
                rows.Add(new ScoreRow(id, label, new SegmentationScore(dice, dice / (2 - dice), index == 4 ? double.NaN : 3.25 + index, 1.5 + index, 1.25 + index)));
            }
        }

        new ScoreTable(rows, "voxel", data.ClassNames).Save(run.Scores("test"));
        return run;
    }
}
