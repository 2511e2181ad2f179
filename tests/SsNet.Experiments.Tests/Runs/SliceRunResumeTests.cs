using SsNet.Data;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Losses;
using SsNet.Testing;
using SsNet.Weights;

namespace SsNet.Experiments.Tests.Runs;

/// <summary>A run on slices of four classes that is stopped and gone on with is the run that was never stopped, bit for bit.</summary>
public class SliceRunResumeTests
{
    [Theory]
    [InlineData(ImageFit.Zoom, 1)]
    [InlineData(ImageFit.Crop, 3)]
    public void A_stopped_run_goes_on_to_the_same_weights(ImageFit fit, int stopAfter)
    {
        using var folder = new TemporaryFolder();
        string whole = folder.FileNamed("whole"), stopped = folder.FileNamed("stopped");
        using (var run = TrainingRun.Create(Recipe(fit), null, whole)) Assert.True(run.Execute(new Silence(), TestContext.Current.CancellationToken).Finished);

        using (var stop = new CancellationTokenSource())
        using (var run = TrainingRun.Create(Recipe(fit), null, stopped))
        {
            var outcome = run.Execute(new Silence { AfterIteration = iteration => StopAt(stop, iteration == stopAfter) }, stop.Token);
            Assert.Equal((false, stopAfter), (outcome.Finished, outcome.Iteration));
        }

        using (var resumed = TrainingRun.Resume(stopped))
        {
            Assert.Equal(stopAfter, resumed.FirstIteration);
            Assert.True(resumed.Execute(new Silence(), TestContext.Current.CancellationToken).Finished);
        }

        // Nor may the memory be lost that the method keeps beside the weights.
        using (var checkpoint = WeightFile.Open(RunFolder.Open(whole).LastCheckpoint)) Assert.Contains(checkpoint.Tensors.Keys, name => name.Contains("prototypes", StringComparison.Ordinal));
        AssertSameTensors(RunFolder.Open(whole).Weights, RunFolder.Open(stopped).Weights);
        AssertSameTensors(RunFolder.Open(whole).LastCheckpoint, RunFolder.Open(stopped).LastCheckpoint);
    }

    private static void StopAt(CancellationTokenSource stop, bool now)
    {
        if (now) stop.Cancel();
    }

    private static void AssertSameTensors(string expectedPath, string actualPath)
    {
        using var expected = WeightFile.Open(expectedPath);
        using var actual = WeightFile.Open(actualPath);
        Assert.Equal(expected.Tensors.Keys, actual.Tensors.Keys);
        Assert.All(expected.Tensors, entry => Assert.True(entry.Value.bytes.SequenceEqual(actual.Tensors[entry.Key].bytes), entry.Key));
    }

    private static Recipe Recipe(ImageFit fit)
    {
        var recipe = SmallRecipe.SsNet(4, 16, 16);
        recipe.Architecture = Architecture.UNet;
        recipe.Fit = fit;
        recipe.Dice = DiceForm.Squared;
        recipe.Iterations = 5;
        recipe.Workers = 1;
        return recipe;
    }
}
