using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Explaining;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Imaging;
using SsNet.Weights;
using static SsNet.Experiments.Tests.Explaining.ExplainedRun;
using static TorchSharp.torch;

namespace SsNet.Experiments.Tests.Explaining;

public sealed class RunExplanationTests : IDisposable
{
    private readonly ExplainedRun runs = new();

    public void Dispose() => runs.Dispose();

    [Fact]
    public void A_test_case_is_explained_beside_labelled_ones_before_and_after_training()
    {
        string run = runs.Train("run", 2);
        var data = DataOf(run);
        var explanation = Explain(run, data.Test[1].Id);

        Assert.Equal([data.Labelled[0].Id, data.Labelled[1].Id, data.Test[1].Id], explanation.Samples.Select(sample => sample.CaseId));
        Assert.Equal((2, false), (explanation.Index, explanation.Explained.IsLabelled));
        var scan = data.Test[1].Load();
        Assert.Equal(scan.Channels[0].Voxels, explanation.Explained.Channels[0].Voxels);
        Assert.Equal(scan.Label!.Voxels, explanation.Explained.Truth!.Voxels);
        Assert.All(new[] { explanation.Untrained, explanation.Trained }, response => Assert.Equal(3, response.Length, 1e-4));
        Assert.NotEqual(explanation.Untrained.Before[0].Voxels, explanation.Trained.Before[0].Voxels);
        Assert.NotNull(explanation.Prototypes);

        // The same voxels everywhere, and prototypes among the projected ones.
        Assert.Equal(explanation.UntrainedFeatures.Classes, explanation.TrainedFeatures.Classes);
        Assert.Equal(explanation.UntrainedFeatures.Classes, explanation.ProjectedFeatures!.Classes);
        Assert.Equal(explanation.TrainedFeatures.Classes.Length + explanation.ProjectedFeatures.Prototypes.Length, explanation.ProjectedFeatures.Places.GetLength(0));
    }

    [Fact]
    public void The_untrained_network_has_the_weights_that_the_run_started_from_and_the_trained_one_its_result()
    {
        string run = runs.Train("run", 2);
        var folder = RunFolder.Open(run);
        var recipe = RecipeFile.Load(folder.Recipe);
        recipe.Dropout = false;
        string id = DataOf(run).Test[0].Id;
        var explanation = Explain(run, id);

        using var scope = NewDisposeScope();
        using var network = MethodFactory.TrainedNetwork(recipe, CPU);
        network.Initialise(recipe.Seed);
        MethodFactory.SetComputation(recipe, network);
        using var frozen = network.FreezeStatistics();
        var images = stack(explanation.Samples.Select(sample => tensor(sample.Channels[0].Voxels, 1, 16, 16, 16)));
        float[] Foreground() => softmax(network.forward(images).Logits.detach(), 1)[explanation.Index, 1].flatten().data<float>().ToArray();
        Assert.Equal(Foreground(), explanation.Untrained.Before[1].Voxels);
        using (var weights = WeightFile.Open(folder.Weights)) StateDict.LoadInto(network, weights.Tensors, folder.Weights);
        Assert.Equal(Foreground(), explanation.Trained.Before[1].Voxels);
    }

    [Fact]
    public void A_labelled_case_is_the_first_of_the_batch_and_others_can_be_chosen()
    {
        string run = runs.Train("run", 2);
        var data = DataOf(run);
        var explanation = Explain(run, data.Labelled[1].Id);
        Assert.Equal([data.Labelled[1].Id, data.Labelled[0].Id], explanation.Samples.Select(sample => sample.CaseId));
        Assert.Equal((0, 0), (explanation.Index, explanation.Prototypes!.Sample));

        explanation = Explain(run, data.Test[0].Id, options => options with { Labelled = [data.Labelled[1].Id], Magnitude = 0.5, Seed = 9 });
        Assert.Equal([data.Labelled[1].Id, data.Test[0].Id], explanation.Samples.Select(sample => sample.CaseId));
        Assert.Equal((0.5, 9L), (Math.Round(explanation.Trained.Length, 4), explanation.NoiseSeed));
    }

    [Fact]
    public void Of_a_volume_a_network_of_slices_is_shown_the_one_with_most_foreground_and_slices_can_be_named()
    {
        string run = runs.Train("run", 4);
        var data = DataOf(run);
        var volume = data.Test[0].Load();
        var explanation = Explain(run, volume.Id);
        int[] foreground = [.. Enumerable.Range(0, 8).Select(z => volume.Label!.Voxels.Skip(z * 1024).Take(1024).Count(label => label > 0))];
        Assert.Equal(Array.IndexOf(foreground, foreground.Max()) + 1, explanation.Explained.Slice);
        Assert.Equal([32, 32], explanation.Explained.Geometry.Size);

        var slice = data.Training.Unlabelled[3];
        explanation = Explain(run, slice.Id);
        Assert.Equal((slice.Id, null, false), (explanation.Explained.CaseId, explanation.Explained.Slice, explanation.Explained.IsLabelled));
        Assert.Equal((0, true), (Explain(run, data.Training.Labelled[3].Id).Index, explanation.Samples[0].IsLabelled));
    }

    [Fact]
    public void A_method_without_prototypes_is_explained_without_them_under_the_noise_of_its_recipe()
    {
        string run = runs.Train("run", 2, recipe =>
        {
            recipe.Method = MethodName.Supervised;
            recipe.UnlabelledPerBatch = 0;
        });
        var explanation = Explain(run, DataOf(run).Test[0].Id);
        Assert.Null(explanation.Prototypes);
        Assert.Null(explanation.ProjectedFeatures);
        Assert.Equal(3, explanation.Trained.Length, 1e-4);
        // One more than a batch of training would take more memory.
        Assert.Equal(2, explanation.Samples.Length);
    }

    [Fact]
    public void A_run_that_separates_no_classes_has_no_prototypes()
    {
        string run = runs.Train("run", 2, recipe => recipe.Separation = false);
        var explanation = Explain(run, DataOf(run).Test[0].Id);
        Assert.Null(explanation.Prototypes);
        Assert.Null(explanation.ProjectedFeatures);
    }

    [Fact]
    public void The_same_command_gives_the_same_bytes()
    {
        string run = runs.Train("run", 4);
        string id = DataOf(run).Test[0].Id;
        var files = ExplanationFiles.Save(Explain(run, id), runs.FileNamed("first"));
        Assert.Equal(["explain.png", "explain.svg", "explain.json"], files.Select(Path.GetFileName));
        foreach (string again in ExplanationFiles.Save(Explain(run, id), runs.FileNamed("second")))
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(runs.FileNamed("first"), Path.GetFileName(again))), File.ReadAllBytes(again));
        }
    }

    [Fact]
    public void What_cannot_be_explained_is_said()
    {
        string run = runs.Train("run", 2);
        var data = DataOf(run);
        AssertRefused(run, $"{data.Test[0].Id}x", $"Did you mean '{data.Test[0].Id}'?");
        AssertRefused(run, data.Test[0].Id, $"{data.Test[1].Id} is none of the labelled training cases", options => options with { Labelled = [data.Test[1].Id] });
        AssertRefused(run, data.Test[0].Id, "--magnitude", options => options with { Magnitude = 0 });
        AssertRefused(runs.FileNamed("nowhere"), data.Test[0].Id, "recipe.toml");

        var folder = RunFolder.Open(run);
        foreach (string weights in (string[])[folder.Weights, folder.LastCheckpoint, folder.BestCheckpoint]) File.Delete(weights);
        AssertRefused(run, data.Test[0].Id, "no weights yet");
    }

    private static ExperimentData DataOf(string run) => ExperimentData.Open(RecipeFile.Load(RunFolder.Open(run).Recipe), null);

    private static void AssertRefused(string run, string id, string part, Func<ExplanationOptions, ExplanationOptions>? change = null) =>
        Assert.Contains(part, Assert.Throws<ReportedException>(() => Explain(run, id, change)).Message, StringComparison.Ordinal);
}
