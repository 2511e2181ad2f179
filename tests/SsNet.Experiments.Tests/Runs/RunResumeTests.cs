using SsNet.Data;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Losses;
using SsNet.Testing;
using SsNet.Weights;

namespace SsNet.Experiments.Tests.Runs;

/// <summary>A run that is stopped and gone on with is the run that was never stopped, bit for bit: on slices, and of every method.</summary>
public class RunResumeTests
{
    [Theory]
    [InlineData(ImageFit.Zoom, 1)]
    [InlineData(ImageFit.Crop, 3)]
    public void A_stopped_run_goes_on_to_the_same_weights(ImageFit fit, int stopAfter)
    {
        // Nor may the memory be lost that the method keeps beside the weights.
        AssertGoesOn(() => Recipe(fit), stopAfter, "method.prototypes");
    }

    /// <summary>With what each method keeps beside the weights: nothing, a teacher, or a discriminator and its optimiser.</summary>
    [Theory]
    [InlineData(MethodName.Supervised, Architecture.UNet, 4)]
    [InlineData(MethodName.UaMt, Architecture.UNet, 4, "method.teacher.encoder", "method.teacher.decoder")]
    [InlineData(MethodName.SassNet, Architecture.UNet, 4, "method.discriminator.", "method.discriminator_adam.first.", "method.discriminator_adam.second.", "method.discriminator_adam.steps")]
    [InlineData(MethodName.Dtc, Architecture.UNet, 4)]
    [InlineData(MethodName.Urpc, Architecture.UNet, 4)]
    [InlineData(MethodName.McNet, Architecture.UNet, 4, "network.decoder_2.")]
    [InlineData(MethodName.UaMt, Architecture.VNet, 2, "method.teacher.encoder")]
    [InlineData(MethodName.SassNet, Architecture.VNet, 2, "method.discriminator.", "method.discriminator_adam.first.")]
    [InlineData(MethodName.Dtc, Architecture.VNet, 2)]
    [InlineData(MethodName.Urpc, Architecture.PyramidUNet, 2)]
    [InlineData(MethodName.McNet, Architecture.VNet, 2, "network.decoder_3.")]
    public void A_stopped_run_of_every_method_goes_on_to_the_same_weights(MethodName method, Architecture architecture, int classes, params string[] kept) =>
        AssertGoesOn(() => Recipe(method, architecture, classes), stopAfter: 2, kept);

    /// <summary>On slices and on volumes; the teacher lies in memory as its student does.</summary>
    [Theory]
    [InlineData(MethodName.SsNet, Architecture.UNet, 4, "method.prototypes")]
    [InlineData(MethodName.SsNet, Architecture.VNet, 2, "network.projection_head.")]
    [InlineData(MethodName.UaMt, Architecture.VNet, 2, "method.teacher.encoder")]
    public void With_contiguous_features_too(MethodName method, Architecture architecture, int classes, params string[] kept) => AssertGoesOn(
        () =>
        {
            var recipe = Recipe(method, architecture, classes);
            recipe.MemoryLayout = MemoryLayout.Contiguous;
            return recipe;
        },
        stopAfter: 2,
        kept);

    [Fact]
    public void A_run_that_was_started_on_a_graphics_card_goes_on_on_the_processor()
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("run");
        using (var stop = new CancellationTokenSource())
        using (var run = TrainingRun.Create(Recipe(ImageFit.Zoom), null, path)) run.Execute(new Silence { AfterIteration = _ => stop.Cancel() }, stop.Token);

        // As a card would have left it: files know nothing of devices but for the recipe.
        string recipe = RunFolder.Open(path).Recipe;
        File.WriteAllText(recipe, File.ReadAllText(recipe).Replace("device = \"cpu\"", "device = \"cuda\"", StringComparison.Ordinal));
        Assert.Equal(0, RecipeFile.Load(recipe).Device.Card);
        using var resumed = TrainingRun.Resume(path, device: new ComputingDevice(null));
        Assert.Equal(1, resumed.FirstIteration);
        Assert.True(resumed.Execute(new Silence(), TestContext.Current.CancellationToken).Finished);
    }

    private static void AssertGoesOn(Func<Recipe> recipe, int stopAfter, params string[] kept)
    {
        using var folder = new TemporaryFolder();
        string whole = folder.FileNamed("whole"), stopped = folder.FileNamed("stopped");
        using (var run = TrainingRun.Create(recipe(), null, whole)) Assert.True(run.Execute(new Silence(), TestContext.Current.CancellationToken).Finished);

        using (var stop = new CancellationTokenSource())
        using (var run = TrainingRun.Create(recipe(), null, stopped))
        {
            var outcome = run.Execute(new Silence { AfterIteration = iteration => StopAt(stop, iteration == stopAfter) }, stop.Token);
            Assert.Equal((false, stopAfter), (outcome.Finished, outcome.Iteration));
        }

        using (var resumed = TrainingRun.Resume(stopped))
        {
            Assert.Equal(stopAfter, resumed.FirstIteration);
            Assert.True(resumed.Execute(new Silence(), TestContext.Current.CancellationToken).Finished);
        }

        using (var checkpoint = WeightFile.Open(RunFolder.Open(whole).LastCheckpoint))
        {
            Assert.All(kept, prefix => Assert.Contains(checkpoint.Tensors.Keys, name => name.StartsWith(prefix, StringComparison.Ordinal)));
            if (kept.Length == 0) Assert.DoesNotContain(checkpoint.Tensors.Keys, name => name.StartsWith("method.", StringComparison.Ordinal));
        }

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

    private static Recipe Recipe(MethodName method, Architecture architecture, int classes)
    {
        var recipe = SmallRecipe.SsNet(classes, classes == 4 ? [16, 16] : [16, 16, 16]);
        recipe.Method = method;
        recipe.Architecture = architecture;
        recipe.Dice = classes == 4 ? DiceForm.SquaredSmooth : DiceForm.SquaredForeground;
        recipe.UnlabelledPerBatch = method == MethodName.Supervised ? 0 : 2;
        recipe.Decoders = classes == 4 ? 2 : 3;
        // The ramp is over at once, so that every term counts.
        recipe.RampUpLength = 0;
        recipe.Iterations = 4;
        recipe.Workers = 1;
        return recipe;
    }
}
