using SsNet.Experiments.Preparing;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Experiments.Scans;
using SsNet.Experiments.Tests.Scans;
using SsNet.Imaging;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Preparation;
using SsNet.Imaging.Volumes;
using SsNet.Testing;
using SsNet.Weights;
using TorchSharp;

namespace SsNet.Experiments.Tests.Runs;

/// <summary>What a run or a file of weights says of itself is enough to segment with it.</summary>
public sealed class RunModelTests : IDisposable
{
    private static readonly PreparationSettings Settings = new() { Spacing = [2, 1, 1], Crop = CropKind.Body };

    /// <summary>Columns to the head, rows to the right, slices to the back.</summary>
    private static readonly Geometry Grid = new([6, 9, 12], [1.5, 1, 2.5], [10, -20, 30], [0, -1, 0, 1, 0, 0, 0, 0, 1]);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(DataLayout.Prepared, "a.nii.gz")]
    [InlineData(DataLayout.La, "a.nii.gz")]
    [InlineData(DataLayout.La, "a.h5")]
    [InlineData(DataLayout.Phantom, "a.nrrd")]
    public void The_weights_of_a_run_segment_alone_as_the_run_does(DataLayout layout, string name)
    {
        string run = MakeRun(layout), alone = folder.FileNamed("alone.safetensors");
        File.Copy(Path.Combine(run, "weights.safetensors"), alone);
        ImageFile.Write(folder.FileNamed(name), Noise());
        using var ofRun = RunModel.OfRun(run);
        using var ofWeights = RunModel.OfWeights(null, alone);
        var expected = Segmented(ofRun, name, "of-run");
        Assert.InRange(expected.Probabilities.Distinct().Count(), 10, int.MaxValue);
        AssertSame(expected, Segmented(ofWeights, name, "of-weights"));
        Assert.Equal(ofRun.ClassNames, ofWeights.ClassNames);
        using var described = RunModel.OfWeights(RecipeFile.Load(Path.Combine(run, "recipe.toml")), alone);
        AssertSame(expected, Segmented(described, name, "described"));
    }

    [Fact]
    public void Weights_without_a_recipe_are_refused_with_what_to_do()
    {
        string run = MakeRun(DataLayout.La), bare = folder.FileNamed("bare.safetensors");
        using (var network = Network(Recipe(DataLayout.La))) Safetensors.Save(bare, StateDict.Of(network), new Dictionary<string, string>());
        Assert.Equal($"{bare}: holds no recipe that would describe the network; name one with --recipe.", Assert.Throws<ReportedException>(() => RunModel.OfWeights(null, bare)).Message);

        ImageFile.Write(folder.FileNamed("a.nrrd"), Noise());
        using var ofRun = RunModel.OfRun(run);
        using var ofWeights = RunModel.OfWeights(RecipeFile.Load(Path.Combine(run, "recipe.toml")), bare);
        AssertSame(Segmented(ofRun, "a.nrrd", "of-run"), Segmented(ofWeights, "a.nrrd", "of-weights"));
    }

    [Theory]
    [InlineData("memory-layout", "channels-last", 1e-5)]
    [InlineData("precision", "bfloat16", 0.05)]
    public void A_trained_network_can_be_applied_in_another_layout_or_precision(string key, string value, double tolerance)
    {
        Assert.SkipUnless(key != "precision" || Networks.Autocast.IsAvailable, "This libtorch exports no autocast.");
        string run = MakeRun(DataLayout.Phantom);
        using var plain = RunModel.OfRun(run);
        using var changed = RunModel.OfRun(run, recipe => RecipeKeys.All.Single(known => known.Name == key).SetFromCommandLine(recipe, value));
        float[] expected = Probability(plain), actual = Probability(changed);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        if (key == "precision") Assert.NotEqual(expected, actual);
    }

    [Fact]
    public void A_run_on_published_data_takes_its_files_as_they_are()
    {
        string run = MakeRun(DataLayout.La);
        Assert.False(File.Exists(RunFolder.Open(run).Preparation));
        var image = new Volume<float>(Geometry.OfSize(18, 17, 16), Noise(Geometry.OfSize(18, 17, 16)).Voxels);
        Hdf5File.Write(folder.FileNamed("mri_norm2.h5"), image, new Volume<byte>(image.Geometry));
        using var model = RunModel.OfRun(run);
        byte[] expected = model.Predictor.Predict([image], cancellation: TestContext.Current.CancellationToken).Labels.Voxels;
        Assert.Equal(2, expected.Distinct().Count());
        var predicted = Assert.Single(FilePrediction.Run(model, [folder.FileNamed("mri_norm2.h5")], folder.FileNamed("out"), cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(expected, Hdf5File.ReadLabel(predicted.Output).Voxels);
        // A data set calls every file like this one.
        Assert.Equal(Path.GetFileName(folder.Path) + ".h5", Path.GetFileName(predicted.Output));
    }

    [Fact]
    public void What_a_run_on_prepared_data_leaves_behind_prepares_images_the_same_way()
    {
        using var scans = new ScanFolder();
        foreach (string id in (string[])["a", "b"])
        {
            scans.Images($"images/{id}.nii", $"labels/{id}.nii");
            ImageFile.Write(scans.At($"images/{id}.nii"), Noise());
            ImageFile.Write(scans.At($"labels/{id}.nii"), new Volume<byte>(Grid, [.. Noise().Voxels.Select(value => (byte)(value > 60 ? 1 : 0))]));
        }

        string data = folder.FileNamed("data"), run = folder.FileNamed("run");
        ScanPreparation.Run(ScanCollection.Open(scans.Path), new PrepareOptions { Spacing = [2, 1, 1], Workers = 1, TestShare = 0 }, data, cancellation: TestContext.Current.CancellationToken);
        var recipe = SmallRecipe.SsNet(2, 16, 16, 16);
        (recipe.Layout, recipe.Labelled, recipe.TrainingCases, recipe.TestCases, recipe.Iterations) = (DataLayout.Prepared, 1, 0, 0, 1);
        (recipe.LabelledPerBatch, recipe.UnlabelledPerBatch) = (1, 1);
        using (var training = TrainingRun.Create(recipe, data, run)) Assert.True(training.Execute(new Silence(), TestContext.Current.CancellationToken).Finished);

        using var ofRun = RunModel.OfRun(run);
        var expected = Probability(ofRun);
        foreach (string weights in (string[])["weights.safetensors", "checkpoints/last.safetensors"])
        {
            using var alone = RunModel.OfWeights(null, Path.Combine(run, weights));
            Assert.True(ofRun.Preparation!.IsLike(alone.Preparation!));
            Assert.Equal(expected, Probability(alone));
        }
    }

    /// <summary>A run whose weights are those it was begun with.</summary>
    private string MakeRun(DataLayout layout)
    {
        string path = folder.FileNamed("run");
        var recipe = Recipe(layout);
        var record = layout == DataLayout.Prepared ? KnownModel.Record(Settings) : null;
        var run = RunFolder.Create(path);
        File.WriteAllText(run.Recipe, recipe.ToToml());
        record?.Save(run.Preparation);
        using var network = Network(recipe);
        Safetensors.Save(run.Weights, StateDict.Of(network), RunModel.Notes(recipe, record));
        return path;
    }

    private static Recipe Recipe(DataLayout layout)
    {
        var recipe = SmallRecipe.SsNet(2, 16, 16, 16);
        (recipe.Layout, recipe.LargestComponent) = (layout, false);
        return recipe;
    }

    private static Networks.SegmentationNetwork Network(Recipe recipe)
    {
        var network = MethodFactory.Network(recipe, recipe.ToNetworkOptions(), torch.CPU);
        network.Initialise(1);
        return network;
    }

    private static float[] Probability(RunModel model) =>
        model.Segment([Noise()], new SegmentationOptions { Probabilities = true }, cancellation: TestContext.Current.CancellationToken).Probabilities![1].Voxels;

    private (byte[] Labels, float[] Probabilities) Segmented(RunModel model, string name, string output)
    {
        var options = new PredictionFileOptions { Probabilities = true };
        var predicted = Assert.Single(FilePrediction.Run(model, [folder.FileNamed(name)], folder.FileNamed(output), options, cancellation: TestContext.Current.CancellationToken));
        return (ImageFile.ReadLabels(predicted.Output).Voxels, ImageFile.ReadImage(predicted.Output.Replace("a.", "a_probability1.", StringComparison.Ordinal)).Voxels);
    }

    private static void AssertSame((byte[] Labels, float[] Probabilities) expected, (byte[] Labels, float[] Probabilities) actual)
    {
        Assert.Equal(expected.Labels, actual.Labels);
        Assert.Equal(expected.Probabilities, actual.Probabilities);
    }

    private static Volume<float> Noise() => Noise(Grid);

    private static Volume<float> Noise(Geometry grid)
    {
        var random = new Random(1);
        return new Volume<float>(grid, [.. Enumerable.Range(0, (int)grid.VoxelCount).Select(_ => 100 * random.NextSingle())]);
    }
}
