using SsNet.Experiments.Preparing;
using SsNet.Experiments.Scans;
using SsNet.Experiments.Tests.Scans;
using SsNet.Imaging;
using SsNet.Imaging.Preparation;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Tests.Preparing;

/// <summary>What images are prepared by comes from the labelled scans to train on alone.</summary>
public sealed class TrainingOnlyTests : IDisposable
{
    private static readonly PrepareOptions Region = new() { Crop = ScanCrop.Region, CropMargin = 0 };
    private static readonly Geometry Coarse = new([12, 20, 24], [30, 16, 12], [10, -20, 30], [1, 0, 0, 0, 0, 1, 0, -1, 0]);
    private static readonly VoxelBox Corner = new([0, 0, 0], [4, 4, 4]);

    private readonly BoxScans scans = new();

    public void Dispose() => scans.Dispose();

    [Fact]
    public void A_scan_that_is_drawn_for_the_test_has_no_say()
    {
        scans.Labelled("a", "b", "c", "d", "e");
        var first = scans.Prepare(Region);
        string test = Assert.Single(first.Split.Test).Id;

        scans.Scan(test, grid: Coarse, box: Corner);
        var second = ScanPreparation.Run(scans.Data.Open(), Region, scans.Another("second"), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(test, Assert.Single(second.Split.Test).Id);
        Assert.Equal(first.Folder.Record.ToJson(), second.Folder.Record.ToJson());
        Assert.True(second.Split.Test[0].Kept < 1);

        string training = second.Split.Training[0].Id;
        scans.Scan(training, box: Corner);
        var third = ScanPreparation.Run(scans.Data.Open(), Region, scans.Another("third"), cancellation: TestContext.Current.CancellationToken);
        Assert.NotEqual(first.Folder.Record.ToJson(), third.Folder.Record.ToJson());
    }

    [Fact]
    public void Scans_for_test_and_validation_have_none_either_and_unlabelled_ones_in_the_spacing_alone()
    {
        scans.Labelled("a", "b");
        foreach (string id in new[] { "v1", "v2", "t1", "t2" }) scans.Scan(id, grid: Coarse, box: Corner);
        foreach (string id in new[] { "u1", "u2", "u3" }) scans.Scan(id, labelled: false, grid: Coarse, box: Corner);
        scans.Data.Text("train.list", "a", "b", "u1", "u2", "u3");
        scans.Data.Text("val.list", "v1", "v2");
        scans.Data.Text("test.list", "t1", "t2");
        var outcome = scans.Prepare(Region);
        // Three of the five training scans are coarse.
        Assert.Equal([16, 12, 30], outcome.Folder.Record.Settings.Spacing);
        Assert.Equal([7 / 20.0, 7 / 24.0, 3 / 12.0], outcome.Folder.Record.Settings.Region!.Low);
        Assert.Equal([14 / 20.0, 17 / 24.0, 9 / 12.0], outcome.Folder.Record.Settings.Region.High);
        Assert.Equal(["a", "b", "u1", "u2", "u3"], scans.List("train.list"));
        Assert.Equal(["v1", "v2"], scans.List("val.list"));
        Assert.Equal(["t1", "t2"], scans.List("test.list"));
    }

    [Fact]
    public void A_label_crop_is_around_the_scans_own_label_and_elsewhere_where_labels_are()
    {
        var grid = new Geometry([4, 70, 70], [2, 2, 2.5], [1, 1, 1]);
        VoxelBox left = new([1, 10, 20], [2, 4, 4]), right = new([1, 10, 40], [2, 4, 4]);
        scans.Scan("a", grid: grid, box: left);
        scans.Scan("b", grid: grid, box: right);
        scans.Scan("u", labelled: false, grid: grid, box: left);
        var outcome = scans.Prepare(new PrepareOptions { Axes = AxisOrder.Stored, Crop = ScanCrop.Label, CropMargin = 6, Spacing = [] });

        Assert.True(outcome.Folder.Record.CutsAroundLabels);
        // The margin of 6 mm is one slice, which is all there is, 3 rows, and 2.4 columns, rounded up.
        Assert.Equal([4, 10, 10], outcome.Cases[0].Size);
        Assert.Equal([4, 10, 10], outcome.Cases[1].Size);
        Assert.Equal([4, 10, 30], outcome.Cases[2].Size);
        Assert.All(outcome.Cases, item => Assert.Equal(1, item.Kept));
        Assert.Equal(grid.ToWorld([0, 7, 37]), outcome.Folder.ReadCase("b", labelled: false).Geometry.Origin.ToArray());
    }

    [Fact]
    public void Cuts_reach_ten_millimetres_beyond_labels_along_every_axis()
    {
        var grid = new Geometry([40, 70, 70], [2, 2, 2.5], [1, 1, 1]);
        scans.Scan("a", grid: grid, box: new VoxelBox([15, 20, 30], [2, 4, 4]));
        scans.Scan("b", grid: grid, box: new VoxelBox([15, 20, 30], [2, 4, 4]));
        var outcome = scans.Prepare(new PrepareOptions { Axes = AxisOrder.Stored, Crop = ScanCrop.Region, Spacing = [] });
        Assert.All(outcome.Cases, item => Assert.Equal([12, 14, 12], item.Size));
    }

    [Fact]
    public void The_raw_left_atrium_data_are_cut_as_they_were_published()
    {
        using var folder = new ScanFolder();
        var grid = new Geometry([20, 70, 70], [2, 2, 2.5], [1, 1, 1]);
        foreach (string id in new[] { "a", "b" })
        {
            var box = new VoxelBox([8, 10, id == "a" ? 20 : 40], [2, 4, 4]);
            folder.Save($"{id}/lgemri.nrrd", BoxScans.Image(grid, 1, box));
            folder.Save($"{id}/laendo.nrrd", new Volume<byte>(grid, [.. BoxScans.Label(grid, box).Voxels.Select(value => value == 0 ? (byte)0 : (byte)255)]));
        }

        var options = new PrepareOptions { Axes = AxisOrder.Stored, CropMargin = 2, Spacing = [] };
        var outcome = ScanPreparation.Run(folder.Open(), options, scans.Prepared, cancellation: TestContext.Current.CancellationToken);
        Assert.True(outcome.Folder.Record.CutsAroundLabels);
        // All slices; rows 10 to 13 and 16 on either side for 70 mm and the margin, of which 6 are missing; 4 columns and 13 on either side.
        Assert.All(outcome.Cases, item => Assert.Equal([20, 30, 30], item.Size));
        Assert.Equal(grid.ToWorld([0, 0, 27]), outcome.Folder.ReadCase("b", labelled: false).Geometry.Origin.ToArray());
        // 9.375 mm and 17 of the rows and 14 of the columns that 70 mm lack, rounded together.
        outcome = ScanPreparation.Run(folder.Open(), options with { CropMargin = null }, scans.Another("published"), cancellation: TestContext.Current.CancellationToken);
        Assert.All(outcome.Cases, item => Assert.Equal([20, 34, 36], item.Size));
    }

    [Fact]
    public void Frames_without_a_label_of_patients_that_are_tested_are_not_trained_on()
    {
        using var folder = new ScanFolder();
        foreach (int patient in Enumerable.Range(1, 5))
        {
            string name = $"patient00{patient}";
            folder.Text($"{name}/Info.cfg", "ED: 1", "ES: 3", "NbFrame: 4");
            folder.Frames($"{name}/{name}_4d.nii", 4);
            folder.Labels($"{name}/{name}_frame01_gt.nii.gz", $"{name}/{name}_frame03_gt.nii.gz");
        }

        var cine = new ScanOptions { CineFrames = true };
        var outcome = ScanPreparation.Run(folder.Open(cine), new PrepareOptions { Scans = cine, Intensity = new IntensityScale(IntensityKind.None) }, scans.Prepared, cancellation: TestContext.Current.CancellationToken);
        string tested = Assert.Single(outcome.Split.Test.Select(item => item.Group).Distinct());
        Assert.Equal([$"{tested}_frame01", $"{tested}_frame03"], scans.List("test.list"));
        Assert.Equal(16, outcome.Split.Training.Count);
        Assert.DoesNotContain(scans.List("train.list"), id => id.StartsWith(tested, StringComparison.Ordinal));
        Assert.Equal([$"{tested}_frame02", $"{tested}_frame04"], outcome.Split.LeftOut.Select(item => item.Id));
        Assert.Equal(2, outcome.Folder.ReadCase($"{tested}_frame03", labelled: true).Channels[0].Voxels[0]);
    }

    [Fact]
    public void The_share_of_the_test_is_what_was_asked_for()
    {
        scans.Labelled("a", "b", "c", "d");
        Assert.Empty(scans.Prepare().Split.Test);
        Assert.Equal(2, Test(0.5, seed: 1).Length);
        // One is left to learn from.
        Assert.Equal(3, Test(0.99, seed: 1).Length);
        Assert.True(Enumerable.Range(1, 8).Select(seed => Assert.Single(Test(0.25, seed))).Distinct().Count() > 1);

        string[] Test(double share, long seed) =>
            [.. ScanPreparation.Run(scans.Data.Open(), new PrepareOptions { TestShare = share, SplitSeed = seed }, scans.Another($"{share} {seed}"), cancellation: TestContext.Current.CancellationToken).Split.Test.Select(item => item.Id)];
    }

    [Fact]
    public void Data_that_nothing_can_be_learnt_from_are_refused()
    {
        scans.Unlabelled("a", "b");
        Assert.StartsWith($"{scans.Data.Path}: no scan has a label with a value besides 0, so that nothing tells which classes there are;", scans.ErrorOf(), StringComparison.Ordinal);
        scans.Data.Save("labels/a.nii", new Volume<byte>(BoxScans.Sagittal));
        Assert.StartsWith($"{scans.Data.Path}: no scan has a label with a value besides 0", scans.ErrorOf(), StringComparison.Ordinal);
        scans.Data.Text("labels.toml", "[[class]]", "name = 'a'", "value = 1");
        Assert.StartsWith($"{scans.Data.Path}: no training scan has a label that is not empty, so that nothing tells where to cut;", scans.ErrorOf(Region), StringComparison.Ordinal);
        Assert.False(Directory.Exists(scans.Prepared));
        Assert.Equal(1, scans.Prepare().Cases.Count(item => item.Labelled));
    }

    [Fact]
    public void The_median_spacing_has_the_digits_of_a_header_whatever_its_size()
    {
        // Written in single precision: a microscope's in mm, and one that is read as 0.62500006.
        var grid = new Geometry([12, 20, 24], [2e-7, 0.6250000596046448, 15], [1, 1, 1]);
        scans.Scan("a", grid: grid);
        Assert.Equal([2e-7, 0.625, 15], scans.Prepare(new PrepareOptions { Axes = AxisOrder.Stored }).Folder.Record.Settings.Spacing);
    }

    [Fact]
    public void Spacings_that_do_not_suit_the_images_are_refused()
    {
        scans.Labelled("a");
        Assert.Equal("--spacing: the images have 3 axes; give as many numbers of mm, 0 for what the image has, not 1, 1.5.", scans.ErrorOf(new PrepareOptions { Spacing = [1, 1.5] }));
        Assert.EndsWith("not 1, -1, 1.", scans.ErrorOf(new PrepareOptions { Spacing = [1, -1, 1] }), StringComparison.Ordinal);
        Assert.Throws<ReportedException>(() => scans.Prepare(new PrepareOptions { Spacing = [1, 1, double.NaN] }));
        scans.Data.Slice("images/b.png");
        Assert.Equal($"{scans.Data.Path}: case b has 2 axes (3×4), and case a has 3 (20×24×12); use images of the same number of axes.", scans.ErrorOf());
    }
}
