using SsNet.Experiments.Runs;
using SsNet.Testing;
using SsNet.Weights;

namespace SsNet.Experiments.Tests.Runs;

/// <summary>A run whose time is taken down is the run that it would have been.</summary>
public sealed class ProfiledRunTests : IDisposable
{
    private const int Iterations = 4;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_ends_in_the_same_weights_and_says_where_its_time_went()
    {
        var (plain, profiled) = (Train("plain", profiles: false), Train("profiled", profiles: true));
        Assert.False(File.Exists(plain.Profile));
        AssertSame(plain, profiled);
        string[][] rows = Table(profiled);
        Assert.Equal(["phase", "milliseconds_per_step", "share", "calls", "seconds"], rows[0]);
        Assert.Equal(
            [
                "waiting for data", "copy to device", "forward", "supervised loss", "prototypes", "labelled separation", "labelled separation backward", "unlabelled separation", "unlabelled separation backward", "backward", "clean prediction",
                "probe forward", "adversarial direction", "adversarial forward", "adversarial backward", "update", "log", "other", "step", "validation", "checkpoint",
            ],
            rows[1..].Select(row => row[0]));
        // The shares of the phases, each rounded, add up to the step.
        var ofSteps = rows[1..].TakeWhile(row => row[0] != "step").ToArray();
        Assert.Equal(1, ofSteps.Sum(row => double.Parse(row[2], System.Globalization.CultureInfo.InvariantCulture)), 0.01);
        Assert.All(ofSteps[..^1], row => Assert.Equal($"{Iterations - 1}", row[3]));
        Assert.Equal(("1", $"{Iterations - 1}"), (rows.Single(row => row[0] == "step")[2], rows.Single(row => row[0] == "step")[3]));
        // One at the end; the best weights are saved beside those to go on from.
        Assert.Equal(("", "1"), (rows.Single(row => row[0] == "validation")[2], rows.Single(row => row[0] == "validation")[3]));
        Assert.Equal(("", "2"), (rows.Single(row => row[0] == "checkpoint")[2], rows.Single(row => row[0] == "checkpoint")[3]));
    }

    [Fact]
    public void It_may_stop_and_go_on_with_its_time_taken_or_not()
    {
        var plain = Train("plain", profiles: false);
        string path = folder.FileNamed("stopped");
        using (var stop = new CancellationTokenSource())
        using (var run = TrainingRun.Create(Recipe(), null, path))
        {
            var outcome = run.Execute(new Silence { AfterIteration = _ => stop.Cancel() }, stop.Token, profiles: true);
            Assert.Equal((false, 1, true), (outcome.Finished, outcome.Profile!.Iterations, outcome.Profile.CountsWarmUp));
        }

        var stopped = RunFolder.Open(path);
        string[][] table = Table(stopped);
        Assert.Equal("1", table.Single(row => row[0] == "step")[3]);
        using (var run = TrainingRun.Resume(path))
        {
            var outcome = run.Execute(new Silence(), TestContext.Current.CancellationToken, profiles: true);
            Assert.Equal((true, Iterations - 2, false), (outcome.Finished, outcome.Profile!.Iterations, outcome.Profile.CountsWarmUp));
        }

        AssertSame(plain, stopped);
        string[][] resumed = Table(stopped);
        Assert.Equal($"{Iterations - 2}", resumed.Single(row => row[0] == "step")[3]);

        // Nothing is left to be done, so that nothing can be said of a step.
        using (var run = TrainingRun.Resume(path)) Assert.Equal(0, run.Execute(new Silence(), TestContext.Current.CancellationToken, profiles: true).Profile!.Iterations);
        Assert.Equal(resumed, Table(stopped));
    }

    private RunFolder Train(string name, bool profiles)
    {
        using var run = TrainingRun.Create(Recipe(), null, folder.FileNamed(name));
        Assert.Equal(profiles, run.Execute(new Silence(), TestContext.Current.CancellationToken, profiles).Profile is not null);
        return run.Folder;
    }

    private static Experiments.Recipes.Recipe Recipe()
    {
        var recipe = SmallRecipe.SsNet(classes: 2, 16, 16, 16);
        recipe.Selection = SsNet.Training.ModelSelection.Test;
        recipe.Iterations = Iterations;
        return recipe;
    }

    private static string[][] Table(RunFolder run) => [.. File.ReadAllLines(run.Profile).Select(line => line.Split(','))];

    private static void AssertSame(RunFolder expected, RunFolder actual)
    {
        Assert.Equal(File.ReadAllText(expected.Recipe), File.ReadAllText(actual.Recipe));
        foreach (var (before, after) in new[] { (expected.Weights, actual.Weights), (expected.LastCheckpoint, actual.LastCheckpoint) })
        {
            using var tensors = WeightFile.Open(before);
            using var others = WeightFile.Open(after);
            Assert.Equal(tensors.Tensors.Keys, others.Tensors.Keys);
            Assert.All(tensors.Tensors, entry => Assert.True(entry.Value.bytes.SequenceEqual(others.Tensors[entry.Key].bytes), entry.Key));
        }
    }
}
