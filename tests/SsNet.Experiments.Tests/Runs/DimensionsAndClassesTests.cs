using SsNet.Data;
using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Experiments.Tests.Runs;

/// <summary>Any number of classes goes with any number of axes: train, score, and segment files.</summary>
public class DimensionsAndClassesTests
{
    [Theory]
    [InlineData(2, 3, Architecture.VNet, ImageFit.Crop)]
    [InlineData(2, 3, Architecture.UNet, ImageFit.Zoom)]
    [InlineData(4, 3, Architecture.VNet, ImageFit.Zoom)]
    [InlineData(4, 3, Architecture.UNet, ImageFit.Crop)]
    [InlineData(2, 2, Architecture.VNet, ImageFit.Zoom)]
    [InlineData(2, 2, Architecture.UNet, ImageFit.Crop)]
    [InlineData(4, 2, Architecture.VNet, ImageFit.Crop)]
    [InlineData(4, 2, Architecture.UNet, ImageFit.Zoom)]
    public void A_run_is_trained_scored_and_applied(int classes, int axes, Architecture architecture, ImageFit fit)
    {
        using var folder = new TemporaryFolder();
        var recipe = SmallRecipe.SsNet(classes, axes == 2 ? [16, 16] : classes == 2 ? [16, 16, 16] : [4, 16, 16]);
        (recipe.Architecture, recipe.Fit) = (architecture, fit);
        string run = folder.FileNamed("run");
        using (var training = TrainingRun.Create(recipe, null, run))
        {
            Assert.True(training.Execute(new Silence(), TestContext.Current.CancellationToken).Finished);
        }

        AssertScored(recipe, RunFolder.Open(run));
        AssertSegments(recipe, run, folder);
    }

    private static void AssertScored(Recipe recipe, RunFolder run)
    {
        var table = RunEvaluation.Run(run.Path, null, "test", cancellation: TestContext.Current.CancellationToken);
        var cases = ExperimentData.Open(recipe, null).Test;
        Assert.Equal(2, cases.Count);
        Assert.Equal(recipe.Classes - 1, table.ClassNames.Count);
        Assert.Equal(
            cases.SelectMany(source => Enumerable.Range(1, recipe.Classes - 1).Select(c => (source.Id, c))),
            table.Rows.Select(row => (row.CaseId, row.ClassIndex)));
        Assert.All(table.Rows, row => Assert.InRange(row.Score.Dice, 0, 1));
        Assert.Equal(1 + table.Rows.Count, File.ReadLines(run.Scores("test")).Count());
        Assert.True(new FileInfo(run.Figure("test.png")).Length > 0);

        // The scores are those of the label maps that were saved.
        foreach (var source in cases)
        {
            var truth = source.Load().Label!;
            var labels = Hdf5File.ReadLabel(Path.Combine(run.Predictions("test"), $"{source.Id}.h5"));
            Assert.True(labels.Geometry.HasSameSize(truth.Geometry));
            Assert.InRange(labels.Voxels.Max(), 0, recipe.Classes - 1);
            Assert.All(
                table.Rows.Where(row => row.CaseId == source.Id),
                row => Assert.Equal(Imaging.Metrics.SegmentationMetrics.Dice(labels, truth, row.ClassIndex), row.Score.Dice));
        }
    }

    private static void AssertSegments(Recipe recipe, string run, TemporaryFolder folder)
    {
        var scan = ExperimentData.Open(recipe, null).Test[0].Load().Channels[0];
        var volume = new Volume<float>(new Geometry(scan.Geometry.Size.AsSpan(), [3, 2, 0.5]), scan.Voxels);
        var slice = VolumeSlices.Cut(volume, recipe.SliceAxis, 3);
        Directory.CreateDirectory(folder.FileNamed("images"));
        Hdf5File.Write(folder.FileNamed("images/volume.h5"), volume, null);
        if (recipe.Patch.Length == 2) Hdf5File.Write(folder.FileNamed("images/slice.h5"), slice, null);

        using var model = RunModel.OfRun(run, changed => changed.LargestComponent = false);
        string output = folder.FileNamed("segmented");
        var written = FilePrediction.Run(model, [folder.FileNamed("images")], output, new PredictionFileOptions { Probabilities = true }, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(recipe.Patch.Length == 2 ? ["slice.h5", "volume.h5"] : ["volume.h5"], written.Select(file => Path.GetFileName(file.Output)));
        // A label map and the probabilities of the foreground each, and the volumes of all as CSV and JSON.
        Assert.Equal(written.Count * recipe.Classes + 2, Directory.EnumerateFiles(output).Count());

        var labels = Hdf5File.ReadLabel(Path.Combine(output, "volume.h5"));
        AssertSameGrid(volume.Geometry, labels.Geometry);
        if (recipe.Patch.Length == 3) return;
        var alone = Hdf5File.ReadLabel(Path.Combine(output, "slice.h5"));
        AssertSameGrid(slice.Geometry, alone.Geometry);
        Assert.Equal(VolumeSlices.Cut(labels, recipe.SliceAxis, 3).Voxels, alone.Voxels);
    }

    private static void AssertSameGrid(Geometry expected, Geometry actual)
    {
        Assert.Equal(expected.Size, actual.Size);
        Assert.Equal(expected.Spacing, actual.Spacing);
    }
}
