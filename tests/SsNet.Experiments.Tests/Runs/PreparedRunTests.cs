using SsNet.Data;
using SsNet.Experiments.Preparing;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Experiments.Tests.Preparing;
using SsNet.Imaging;
using SsNet.Imaging.Volumes;
using SsNet.Losses;
using SsNet.Weights;

namespace SsNet.Experiments.Tests.Runs;

/// <summary>From raw scans to scores: trained, stopped and gone on with, and evaluated on a prepared folder.</summary>
public sealed class PreparedRunTests : IDisposable
{
    private readonly BoxScans scans = new();

    public void Dispose() => scans.Dispose();

    [Fact]
    public void Volumes_of_two_channels_with_ignored_voxels_are_learnt_from_and_scored()
    {
        AddTwoChannels();
        scans.Prepare(new PrepareOptions { Spacing = [10, 0, 0], Crop = ScanCrop.Region });
        string run = scans.Another("run"), stopped = scans.Another("stopped");
        Train(Volumes(), run);

        using (var stop = new CancellationTokenSource())
        using (var training = TrainingRun.Create(Volumes(), scans.Prepared, stopped))
        {
            Assert.False(training.Execute(new Silence { AfterIteration = _ => stop.Cancel() }, stop.Token).Finished);
        }

        using (var training = TrainingRun.Resume(stopped)) Assert.True(training.Execute(new Silence(), TestContext.Current.CancellationToken).Finished);
        using (var expected = WeightFile.Open(RunFolder.Open(run).Weights))
        using (var actual = WeightFile.Open(RunFolder.Open(stopped).Weights))
        {
            Assert.All(expected.Tensors, entry => Assert.True(entry.Value.bytes.SequenceEqual(actual.Tensors[entry.Key].bytes), entry.Key));
        }

        var table = RunEvaluation.Run(run, null, "test", cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(2, table.Rows.Count);
        Assert.Equal(["box", "corner"], table.ClassNames);
        Assert.All(table.Rows, row => Assert.InRange(row.Score.Dice, 0, 1));
        Assert.Contains(PreparedFolder.Open(scans.Prepared).ReadCase(table.Rows[0].CaseId, labelled: true).Label!.Voxels, value => value == Case.Ignored);
    }

    [Fact]
    public void A_folder_that_is_prepared_otherwise_is_refused()
    {
        AddTwoChannels();
        scans.Prepare(new PrepareOptions { Spacing = [10, 0, 0] });
        string other = scans.Another("other"), run = scans.Another("run");
        ScanPreparation.Run(scans.Data.Open(), new PrepareOptions { Spacing = [9, 0, 0] }, other, cancellation: TestContext.Current.CancellationToken);
        Train(Volumes(), run);

        string expected = $"{RunFolder.Open(run).Preparation}: the data are prepared otherwise than those that the run was started with";
        Assert.StartsWith(expected, Assert.Throws<ReportedException>(() => TrainingRun.Resume(run, other)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            expected, Assert.Throws<ReportedException>(() => RunEvaluation.Run(run, other, "test", cancellation: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        TrainingRun.Resume(run, scans.Prepared).Dispose();
    }

    [Fact]
    public void Cases_that_came_later_are_noticed_when_a_run_goes_on()
    {
        AddTwoChannels();
        scans.Prepare();
        string run = scans.Another("run");
        Train(Volumes(), run);
        AddChannels("zz");
        scans.Prepare();
        Assert.Contains("the unlabelled cases of the data are no longer those", Assert.Throws<ReportedException>(() => TrainingRun.Resume(run)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Slices_as_PNG_are_learnt_from_and_scored()
    {
        var grid = Geometry.OfSize(20, 24);
        var box = new VoxelBox([4, 5], [8, 9]);
        foreach (int id in Enumerable.Range(1, 7))
        {
            scans.Data.Save($"images/{id}.png", new Volume<byte>(grid, [.. BoxScans.Image(grid, id, box).Voxels.Select(value => (byte)(value / 2))]));
            if (id <= 5) scans.Data.Save($"labels/{id}.png", BoxScans.Label(grid, box));
        }

        scans.Prepare();
        var recipe = SmallRecipe.SsNet(2, 16, 16);
        (recipe.Layout, recipe.Architecture, recipe.Dice, recipe.Classes, recipe.Labelled, recipe.TrainingCases, recipe.TestCases) = (DataLayout.Prepared, Architecture.UNet, DiceForm.Squared, 3, 0, 0, 0);
        Train(recipe, scans.Another("run"));
        Assert.Equal(2, RunEvaluation.Run(scans.Another("run"), null, "test", cancellation: TestContext.Current.CancellationToken).Rows.Count);
    }

    private static Recipe Volumes()
    {
        var recipe = SmallRecipe.SsNet(2, 16, 16, 16);
        (recipe.Layout, recipe.Classes, recipe.InputChannels, recipe.Labelled, recipe.TrainingCases, recipe.TestCases) = (DataLayout.Prepared, 3, 2, 0, 0, 0);
        return recipe;
    }

    private void Train(Recipe recipe, string run)
    {
        using var training = TrainingRun.Create(recipe, scans.Prepared, run);
        Assert.True(training.Execute(new Silence(), TestContext.Current.CancellationToken).Finished);
    }

    private void AddTwoChannels()
    {
        scans.Data.Text("labels.toml", "ignore = 9", "[[class]]", "name = 'box'", "value = 1", "[[class]]", "name = 'corner'", "value = 2");
        foreach (string id in new[] { "a", "b", "c", "d", "e", "u", "v" }) AddChannels(id);
        foreach (string id in new[] { "a", "b", "c", "d", "e" })
        {
            var label = BoxScans.Label(BoxScans.Sagittal);
            Array.Fill(label.Voxels, (byte)9, 0, 3000);
            scans.Data.Save($"labels/{id}.nii", label);
        }
    }

    private void AddChannels(string id)
    {
        foreach (int channel in new[] { 0, 1 }) scans.Data.Save($"images/{id}_000{channel}.nii", BoxScans.Image(BoxScans.Sagittal, id[0] + channel));
    }
}
