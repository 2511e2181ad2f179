using SsNet.Experiments.Scans;
using SsNet.Imaging;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Tests.Scans;

public class ScanReadingTests
{
    private static readonly int[] Numbers = [.. Enumerable.Range(0, 24)];

    [Fact]
    public void Channels_and_label_come_on_the_grid_of_the_first()
    {
        using var folder = new ScanFolder();
        folder.Image("a.nrrd", 3);
        folder.Image("b.nii", 4);
        folder.Label("label.nii.gz", 7);
        var scan = Of(folder, "label.nii.gz", "a.nrrd", "b.nii");

        var channels = ScanReading.Channels(scan);
        var label = ScanReading.LabelValues(scan)!;

        Assert.Equal([3, 4], channels.Select(channel => channel.Voxels[0]));
        Assert.Same(channels[0].Geometry, channels[1].Geometry);
        Assert.Equal(ScanFolder.Grid.Origin, label.Geometry.Origin);
        Assert.Equal([0, 7], label.Voxels.Distinct());
        Assert.Same(channels[0].Geometry, ScanReading.LabelValues(scan, channels[0].Geometry)!.Geometry);
        Assert.Null(ScanReading.LabelValues(Of(folder, null, "a.nrrd")));
    }

    [Fact]
    public void A_label_in_another_order_of_axes_is_turned_to_the_image()
    {
        using var folder = new ScanFolder();
        var image = new Volume<float>(ScanFolder.Grid, [.. Numbers.Select(i => (float)i)]);
        ImageFile.Write(folder.At("image.nrrd"), image);
        var turned = Reorientation.ToReversedAxes(ScanFolder.Grid).Apply(new Volume<int>(ScanFolder.Grid, Numbers));
        ImageFile.Write(folder.At("label.nii.gz"), turned);
        var mirrored = new Geometry([2, 3, 4], [2.5, 0.7, 0.5], ScanFolder.Grid.ToWorld([1, 2, 3]), [.. ScanFolder.Grid.Direction.Select(value => -value)]);
        ImageFile.Write(folder.At("mirrored.nrrd"), new Volume<float>(mirrored, [.. Numbers.Select(i => 23f - i)]));
        var scan = Of(folder, "label.nii.gz", "image.nrrd", "mirrored.nrrd");

        Assert.NotEqual(Numbers, turned.Voxels);
        Assert.Equal(Numbers, ScanReading.LabelValues(scan)!.Voxels);
        Assert.Equal(image.Voxels, ScanReading.Channels(scan)[1].Voxels);
    }

    [Fact]
    public void Files_that_keep_no_place_need_the_same_size_only()
    {
        using var folder = new ScanFolder();
        folder.Image("image.nii");
        ImageFile.Write(folder.At("label.npy"), new Volume<int>(ScanFolder.Grid, Numbers));
        ImageFile.Write(folder.At("turned.npy"), new Volume<int>(Geometry.OfSize(4, 3, 2), Numbers));
        Assert.Equal(Numbers, ScanReading.LabelValues(Of(folder, "label.npy", "image.nii"))!.Voxels);
        Assert.Equal(2.5, ScanReading.LabelValues(Of(folder, "label.npy", "image.nii"))!.Geometry.Spacing[0], 1e-6);
        Assert.Equal(
            $"{folder.At("turned.npy")}: is 4×3×2, but {folder.At("image.nii")} is 2×3×4; all images of a scan need the same voxels: resample or export it on that image's grid.",
            ErrorOf(Of(folder, "turned.npy", "image.nii")));
    }

    [Theory]
    [InlineData(0.004, true)]
    [InlineData(0.01, false)]
    public void Places_may_differ_by_a_hundredth_of_a_voxel(double shift, bool isSame)
    {
        using var folder = new ScanFolder();
        folder.Image("image.nrrd");
        ImageFile.Write(folder.At("label.nrrd"), new Volume<byte>(new Geometry([2, 3, 4], [2.5, 0.7, 0.5], [10, -20, 30 + shift], [0, 0, 1, 0, 1, 0, 1, 0, 0])));
        var scan = Of(folder, "label.nrrd", "image.nrrd");
        if (isSame) Assert.Equal(30, ScanReading.LabelValues(scan)!.Geometry.Origin[2]);
        else Assert.Equal($"{folder.At("label.nrrd")}: lies up to 0.01 mm from {folder.At("image.nrrd")}; resample or export it on that image's grid.", ErrorOf(scan));
    }

    [Fact]
    public void Other_sizes_are_refused_for_channels_too()
    {
        using var folder = new ScanFolder();
        folder.Image("a.nii");
        folder.Slice("b.png");
        Assert.Equal(
            $"{folder.At("b.png")}: is 3×4, but {folder.At("a.nii")} is 2×3×4; all images of a scan need the same voxels: resample or export it on that image's grid.",
            Assert.Throws<ReportedException>(() => ScanReading.Channels(Of(folder, null, "a.nii", "b.png"))).Message);
    }

    [Fact]
    public void Frames_must_be_there_and_meant()
    {
        using var folder = new ScanFolder();
        folder.Frames("series.nii", 3);
        folder.Image("image.nii");
        Assert.Equal(2, ScanReading.Channels(new Scan("a", "a", [new ScanImage(folder.At("series.nii"), 2)], null, ScanPart.Training))[0].Voxels[0]);
        Assert.Equal(
            $"{folder.At("image.nii")}: holds 1 frame, but number 3 of them is needed; copy or export the file again.",
            Assert.Throws<ImageFormatException>(() => ScanReading.Channels(new Scan("a", "a", [new ScanImage(folder.At("image.nii"), 2)], null, ScanPart.Training))).Message);
        Assert.Equal(
            $"{folder.At("series.nii")}: holds 3 frames (time points or channels), and nothing says which is meant; save each as a file of its own.",
            Assert.Throws<ImageFormatException>(() => ScanReading.Channels(Of(folder, null, "series.nii"))).Message);
        Assert.Contains("holds 3 frames", Assert.Throws<ImageFormatException>(() => ScanReading.LabelValues(Of(folder, "series.nii", "image.nii"))).Message);
    }

    private static Scan Of(ScanFolder folder, string? label, params string[] channels) =>
        new("a", "a", [.. channels.Select(name => new ScanImage(folder.At(name)))], label is null ? null : new ScanImage(folder.At(label)), ScanPart.Training);

    private static string ErrorOf(Scan scan) => Assert.Throws<ReportedException>(() => ScanReading.LabelValues(scan)).Message;
}
