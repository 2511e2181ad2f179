using SsNet.Imaging.Formats;
using SsNet.Imaging.Formats.Dicom;
using static SsNet.Imaging.Tests.Formats.Dicom.DicomFixtures;

namespace SsNet.Imaging.Tests.Formats.Dicom;

public class DicomSeriesTests
{
    [Theory]
    [InlineData("explicit")]
    [InlineData("explicit-open")]
    [InlineData("implicit")]
    [InlineData("implicit-open")]
    [InlineData("deflated")]
    [InlineData("rle16")]
    public void Every_readable_syntax_gives_the_same_image(string folder)
    {
        var image = Read(folder);

        Assert.Equal([4, 6, 8], image.Geometry.Size);
        Assert.Equal("uint16", image.NumberTypeName);
        Assert.False(image.IsScaled);
        Assert.Equal(1, image.Frames);
        Assert.Equal(Numbers(), image.ToImage().Voxels);
        Assert.Equal(Enumerable.Range(0, 192), image.ToValues().Voxels);
        AssertPlaced(image.Geometry, Straight);
    }

    [Theory]
    [InlineData("bytes")]
    [InlineData("rle8")]
    public void Pixels_of_one_byte_are_read(string folder)
    {
        var image = Read(folder);

        Assert.Equal("uint8", image.NumberTypeName);
        Assert.Equal(Enumerable.Range(0, 192).Select(i => (byte)(i / 5)), image.ToLabels().Voxels);
    }

    [Fact]
    public void Signed_pixels_of_one_byte_are_read()
    {
        var image = Read("signed-bytes");

        Assert.Equal("int8", image.NumberTypeName);
        Assert.Equal(Numbers(-100), image.ToImage().Voxels);
    }

    [Theory]
    [InlineData("signed12")]
    [InlineData("signed12-top")]
    public void Twelve_signed_bits_in_sixteen_are_cut_out_and_keep_their_sign(string folder)
    {
        var image = Read(folder);

        Assert.Equal("int16", image.NumberTypeName);
        Assert.Equal(Enumerable.Range(0, 192).Select(i => 20 * i - 2048), image.ToValues().Voxels);
    }

    [Fact]
    public void Slope_and_intercept_of_all_slices_scale_the_stored_numbers()
    {
        var image = Read("rescaled");

        Assert.Equal("uint16", image.NumberTypeName);
        Assert.True(image.IsScaled);
        Assert.Equal(Numbers().Select(value => 0.5f * value - 3), image.ToImage().Voxels);
    }

    [Fact]
    public void Slopes_and_intercepts_of_single_slices_give_floating_point_numbers()
    {
        var image = Read("slopes");

        Assert.Equal("float32", image.NumberTypeName);
        Assert.False(image.IsScaled);
        Assert.Equal(Numbers().Select((value, i) => (i / 48 + 0.5f) * value - i / 48), image.ToImage().Voxels);
    }

    [Fact]
    public void An_oblique_series_keeps_its_place() => AssertPlaced(Read("oblique").Geometry, Turned);

    [Fact]
    public void A_tilted_series_keeps_its_shear()
    {
        var image = Read("tilted");

        Assert.Equal(Numbers(), image.ToImage().Voxels);
        AssertPlaced(image.Geometry, [[0.4, 0, 2.5], Straight[1], Straight[2]]);
    }

    [Fact]
    public void Places_order_the_slices_and_other_files_are_passed_over()
    {
        // Four slices, a report, a directory, two files of other kinds and a hidden one.
        Assert.Equal(9, Directory.GetFiles(PathOf("shuffled")).Length);
        var image = Read("shuffled");

        Assert.Equal(Numbers(), image.ToImage().Voxels);
        AssertPlaced(image.Geometry, Turned);
        Assert.Equal(4, Assert.Single(DicomSeries.List(PathOf("shuffled"))).Files);
    }

    [Fact]
    public void One_file_is_a_slice_as_thick_as_it_says()
    {
        var image = Read("single");

        Assert.Equal([1, 6, 8], image.Geometry.Size);
        Assert.Equal(Numbers(96, 48), image.ToImage().Voxels);
        AssertPlaced(image.Geometry, [[0, 0, 2], Straight[1], Straight[2]], [-12.5, 30.25, 12]);
    }

    [Theory]
    [InlineData("times")]
    [InlineData("acquisitions")]
    [InlineData("times-rle")]
    public void Whole_volumes_at_the_same_place_become_frames_in_order_of_time(string folder)
    {
        var image = Read(folder);

        Assert.Equal([4, 6, 8], image.Geometry.Size);
        Assert.Equal(2, image.Frames);
        Assert.Equal(Numbers(), image.ToImage().Voxels);
        Assert.Equal(Numbers(192), image.ToImage(1).Voxels);
        AssertPlaced(image.Geometry, Straight);
    }

    [Theory]
    [InlineData("enhanced")]
    [InlineData("enhanced-rle")]
    public void An_enhanced_object_is_read_frame_by_frame(string folder)
    {
        var image = Read(folder);

        Assert.Equal(2, image.Frames);
        Assert.Equal(Numbers().Select(value => 2 * value - 5), image.ToImage().Voxels);
        Assert.Equal(Numbers(192).Select(value => 2 * value - 5), image.ToImage(1).Voxels);
        AssertPlaced(image.Geometry, Turned);
    }

    [Fact]
    public void The_series_of_a_folder_are_listed_and_chosen_by_their_UIDs()
    {
        const string First = "1.2.826.0.1.3680043.10.999.1", Second = "1.2.826.0.1.3680043.10.999.2";
        string folder = PathOf("mixed");

        Assert.Equal([new DicomSeriesInfo(First, "series 1", "MR", 4), new DicomSeriesInfo(Second, "series 2", "MR", 2)], DicomSeries.List(folder));
        Assert.Equal(Numbers(), DicomSeries.Read(folder, First).ToImage().Voxels);
        Assert.Equal(Numbers(0, 96).Select(value => 2 * value), DicomSeries.Read(folder, Second).ToImage().Voxels);
    }

    [Fact]
    public void A_series_that_cannot_be_read_is_listed_and_hinders_no_other()
    {
        var series = DicomSeries.List(PathOf("kinds"));

        Assert.Equal(["series 1", "series 3", "series 4"], series.Select(one => one.Description));
        Assert.Equal(Numbers(), DicomSeries.Read(PathOf("kinds"), series[0].Uid).ToImage().Voxels);
        Assert.Contains("stored as JPEG", Assert.Throws<ImageFormatException>(() => DicomSeries.Read(PathOf("kinds"), series[1].Uid)).Message);
        Assert.Contains("holds colours", Assert.Throws<ImageFormatException>(() => DicomSeries.Read(PathOf("kinds"), series[2].Uid)).Message);
    }

    private static StoredImage Read(string folder) => DicomSeries.Read(PathOf(folder));
}
