using System.Globalization;
using SsNet.Experiments.Preparing;
using SsNet.Experiments.Scans;
using SsNet.Imaging.Preparation;
using SsNet.Imaging.Resampling;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Tests.Preparing;

public sealed class PreparedVoxelsTests : IDisposable
{
    private readonly BoxScans scans = new();

    public void Dispose() => scans.Dispose();

    [Theory]
    [InlineData(AxisOrder.Canonical, ScanCrop.None, IntensityKind.ZScore, Interpolation.Linear)]
    [InlineData(AxisOrder.Canonical, ScanCrop.Body, IntensityKind.MinMax, Interpolation.Cubic)]
    [InlineData(AxisOrder.Stored, ScanCrop.Region, IntensityKind.Window, Interpolation.Linear)]
    [InlineData(AxisOrder.Canonical, ScanCrop.Region, IntensityKind.Percentile, Interpolation.Cubic)]
    public void A_case_is_what_its_grid_gives(AxisOrder axes, ScanCrop crop, IntensityKind kind, Interpolation interpolation)
    {
        scans.Labelled("a", "b");
        var record = scans.Prepare(new PrepareOptions
        {
            Axes = axes,
            Crop = crop,
            CropMargin = 1,
            Intensity = new IntensityScale(kind, 10, 90),
            Interpolation = interpolation,
            Spacing = [10, 0, 9],
        }).Folder.Record;

        var image = ScanReading.Channels(scans.Data.Open().Scans[0])[0];
        var grid = PreparedGrid.Of(record.Settings, image);
        var prepared = PreparedFolder.Open(scans.Prepared).ReadCase("a", labelled: true);
        Assert.Equal(grid.Image(image).Voxels, prepared.Channels[0].Voxels);
        Assert.Equal(grid.Prepared.Spacing, prepared.Geometry.Spacing);
        Assert.Equal(grid.Prepared.Origin, prepared.Geometry.Origin);
        Assert.Equal(grid.Labels(new Volume<byte>(image.Geometry, BoxScans.Label(BoxScans.Sagittal).Voxels)).Voxels, prepared.Label!.Voxels);
        Assert.Equal((10, 9), (prepared.Geometry.Spacing[0], prepared.Geometry.Spacing[2]));
    }

    [Fact]
    public void A_prepared_label_lies_where_the_label_of_the_scan_does()
    {
        scans.Labelled("a", "b");
        scans.Prepare(new PrepareOptions { Spacing = [4.7, 4.9, 5.3], Crop = ScanCrop.Region, CropMargin = 20 });

        var prepared = PreparedFolder.Open(scans.Prepared).ReadCase("a", labelled: true).Label!;
        var own = ScanReading.LabelValues(scans.Data.Open().Scans[0])!;
        int[] strides = Geometry.Strides(prepared.Geometry.Size.AsSpan());
        int labelled = 0;
        for (int flat = 0; flat < prepared.Voxels.Length; flat++)
        {
            double[] point = prepared.Geometry.ToWorld([.. strides.Select((stride, axis) => (double)(flat / stride % prepared.Geometry.Size[axis]))]);
            double[] place = own.Geometry.ToIndex(point);
            // A voxel's edge belongs to either side.
            if (place.Any(along => Math.Abs(along - Math.Floor(along) - 0.5) < 1e-6)) continue;
            int[] nearest = [.. place.Select((along, axis) => Math.Clamp((int)Math.Round(along), 0, own.Geometry.Size[axis] - 1))];
            int expected = own.Voxels[nearest.Zip(Geometry.Strides(own.Geometry.Size.AsSpan()), (i, stride) => i * stride).Sum()];
            Assert.Equal(expected, prepared.Voxels[flat]);
            if (expected > 0) labelled++;
        }

        Assert.InRange(labelled * 4.7 * 4.9 * 5.3 / (6 * 7 * 10 * 15 * 8 * 6.0), 0.9, 1.1);
    }

    [Fact]
    public void Ignored_voxels_stay_ignored_and_dropped_structures_become_background()
    {
        scans.Labelled("a", "b");
        var label = BoxScans.Label(BoxScans.Sagittal);
        label.Voxels[0] = 9;
        scans.Data.Save("labels/a.nii", label);
        scans.Data.Text("labels.toml", "background = 1", "ignore = 9", "[[class]]", "name = 'corner'", "value = 2");

        var outcome = scans.Prepare(new PrepareOptions { Axes = AxisOrder.Stored, Spacing = [7.5, 4, 3], Crop = ScanCrop.Region, CropMargin = 0.5 });

        // Neither the ignored corner nor the dropped structure has a say in the region.
        Assert.Equal([2 / 12.0, 5 / 20.0, 6 / 24.0], outcome.Folder.Record.Settings.Region!.Low);
        Assert.Equal([7 / 12.0, 11 / 20.0, 13 / 24.0], outcome.Folder.Record.Settings.Region.High);
        Assert.Equal([3 * 4 * 5L], outcome.Cases[0].ClassVoxels);
        Assert.Equal(1, outcome.Cases[0].Kept);
        Assert.DoesNotContain((byte)255, PreparedFolder.Open(scans.Prepared).ReadCase("a", labelled: true).Label!.Voxels);

        var whole = ScanPreparation.Run(scans.Data.Open(), new PrepareOptions { Axes = AxisOrder.Stored, Spacing = [7.5, 4, 3] }, scans.Another("whole"), cancellation: TestContext.Current.CancellationToken);
        var voxels = whole.Folder.ReadCase("a", labelled: true).Label!.Voxels;
        Assert.Equal(8, voxels.Count(value => value == 255));
        Assert.Equal(8 * 3 * 4 * 5, voxels.Count(value => value == 1));
        Assert.DoesNotContain(voxels, value => value is not (0 or 1 or 255));
    }

    [Fact]
    public void Channels_are_prepared_each_by_itself_and_stay_together()
    {
        foreach (string id in new[] { "a", "b" })
        {
            scans.Data.Save($"images/{id}_0000.nii", BoxScans.Image(BoxScans.Sagittal, 1));
            scans.Data.Save($"images/{id}_0001.nii", BoxScans.Image(BoxScans.Sagittal, 2));
            scans.Data.Save($"labels/{id}.nii", BoxScans.Label(BoxScans.Sagittal));
        }

        var outcome = scans.Prepare(new PrepareOptions { Spacing = [1, 1, 1] });
        Assert.Equal(["channel 1", "channel 2"], outcome.Folder.Record.Channels);
        var prepared = outcome.Folder.ReadCase("a", labelled: true);
        foreach (int channel in new[] { 0, 1 })
        {
            var image = ScanReading.Channels(scans.Data.Open().Scans[0])[channel];
            Assert.Equal(PreparedGrid.Of(outcome.Folder.Record.Settings, image).Image(image).Voxels, prepared.Channels[channel].Voxels);
        }
    }

    [Fact]
    public void Slices_of_two_axes_are_prepared_as_they_are()
    {
        var grid = Geometry.OfSize(20, 24);
        foreach (byte id in (byte[])[1, 2, 3])
        {
            scans.Data.Save($"images/{id}.png", new Volume<byte>(grid, [.. Enumerable.Range(0, 480).Select(i => (byte)(i % 200 + id))]));
            scans.Data.Save($"labels/{id}.png", BoxScans.Label(grid, new VoxelBox([4, 5], [6, 7])));
        }

        var outcome = scans.Prepare(new PrepareOptions { Intensity = new IntensityScale(IntensityKind.MinMax) });
        Assert.Equal([1, 1], outcome.Folder.Record.Settings.Spacing);
        var prepared = outcome.Folder.ReadCase("2", labelled: true);
        Assert.Equal([20, 24], prepared.Geometry.Size);
        Assert.Equal((0, 1), (prepared.Channels[0].Voxels.Min(), prepared.Channels[0].Voxels.Max()));
        Assert.Equal(BoxScans.Label(grid, new VoxelBox([4, 5], [6, 7])).Voxels, prepared.Label!.Voxels);
        Assert.Contains("class 1 (voxels)", File.ReadLines(outcome.Folder.Report).First(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_record_and_the_report_are_the_same_in_every_culture()
    {
        scans.Labelled("a", "b");
        var options = new PrepareOptions { Intensity = new IntensityScale(IntensityKind.Window, -10.5, 90.25), Spacing = [7.5, 15.25, 10], CropMargin = 1.5 };
        scans.Prepare(options);
        var culture = CultureInfo.CurrentCulture;
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (german.NumberFormat.NumberDecimalSeparator, german.NumberFormat.NumberGroupSeparator, german.NumberFormat.NegativeSign) = (",", ".", "−");
        try
        {
            CultureInfo.CurrentCulture = german;
            ScanPreparation.Run(scans.Data.Open(), options, scans.Another("german"), cancellation: TestContext.Current.CancellationToken);
            Assert.Equal(options.Intensity, PreparedFolder.Open(scans.Another("german")).Record.Settings.Intensity);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        BoxScans.AssertSame(scans.Prepared, scans.Another("german"));
    }

    [Fact]
    public void The_report_has_a_line_per_case()
    {
        scans.Labelled("a,1", "b");
        scans.Unlabelled("c");
        scans.Data.Save("labels/b.nii", new Volume<byte>(BoxScans.Sagittal));
        string[] lines = File.ReadAllLines(scans.Prepare(new PrepareOptions { Spacing = [] }).Folder.Report);
        Assert.Equal("case,group,part,labelled,own size,own spacing (mm),size,spacing (mm),lowest,highest,labelled voxels kept (%),class 1 (ml),class 2 (ml)", lines[0]);
        // 6×7×10 voxels of 720 mm³, of which 3×4×5 are the corner.
        Assert.Matches("^\"a,1\",\"a,1\",training,yes,20×24×12,8×6×15,20×24×12,8×6×15,[0-9.]+,[0-9.]+,100,259.2,43.2$", lines[1]);
        Assert.EndsWith(",100,0,0", lines[2], StringComparison.Ordinal);
        Assert.Matches("^c,c,training,no,.*,,,$", lines[3]);
        Assert.Equal(4, lines.Length);
    }

    [Fact]
    public void Images_that_cannot_be_prepared_are_named()
    {
        scans.Labelled("a", "b");
        scans.Prepare(new PrepareOptions { Spacing = [1, 1, 1] });
        scans.Data.Slice("images/c.png");
        Assert.StartsWith(
            $"case c: {scans.Data.At("images/c.png")}: spacing: there are 3 spacings, but the image has 2 axes (3×4)", scans.ErrorOf(new PrepareOptions { Spacing = [1, 1, 1] }), StringComparison.Ordinal);
    }
}
