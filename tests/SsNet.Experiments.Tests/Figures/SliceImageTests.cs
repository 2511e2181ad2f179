using SkiaSharp;
using SsNet.Data;
using SsNet.Experiments.Figures;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Tests.Figures;

public class SliceImageTests
{
    private const int Scale = 8;

    [Fact]
    public void Grey_runs_from_the_first_to_the_last_percentile_and_a_flat_slice_is_black()
    {
        var ramp = new Volume<float>(Geometry.OfSize(1, 256), [.. Enumerable.Range(0, 256).Select(i => i * 10f - 300)]);
        var picture = SliceImage.Render(default, ramp, null, null, 1);
        Assert.Equal((256, 1, 768), (picture.Width, picture.Height, picture.Rgb.Length));
        Assert.Equal((0, 255), (picture.Rgb[0], picture.Rgb[^1]));
        Assert.InRange(picture.Rgb[3 * 128], 120, 136);
        Assert.All(SliceImage.Render(default, new Volume<float>(Geometry.OfSize(4, 4)), null, null, 1).Rgb, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Outlines_run_along_the_borders_of_the_labelled_pixels()
    {
        var picture = SliceImage.Render(default, new Volume<float>(Geometry.OfSize(10, 12)), Block(2, 6), Block(3, 9), Scale);
        Assert.Equal((96, 80), (picture.Width, picture.Height));

        // Blocks begin at column 2 and 3 and end before column 6 and 9; rows 2 to 6.
        Assert.Equal(FigureColours.Truth, At(picture, 2 * Scale, 4 * Scale));
        Assert.Equal(FigureColours.Truth, At(picture, 6 * Scale, 4 * Scale));
        Assert.Equal(FigureColours.Prediction, At(picture, 3 * Scale, 4 * Scale));
        Assert.Equal(FigureColours.Prediction, At(picture, 9 * Scale, 4 * Scale));
        Assert.Equal(FigureColours.Prediction, At(picture, 8 * Scale, 7 * Scale));
        Assert.Equal(SKColors.Black, At(picture, 4 * Scale + 4, 4 * Scale));
        Assert.Equal(SKColors.Black, At(picture, 10 * Scale, 4 * Scale));
    }

    [Fact]
    public void Ignored_voxels_are_not_outlined()
    {
        var image = new Volume<float>(Geometry.OfSize(10, 12));
        var ignored = Block(2, 6);
        for (int i = 0; i < ignored.Voxels.Length; i++) ignored.Voxels[i] = ignored.Voxels[i] == 0 ? (byte)0 : Case.Ignored;
        Assert.Equal(SliceImage.Render(default, image, null, null, Scale).Rgb, SliceImage.Render(default, image, ignored, null, Scale).Rgb);
    }

    [Fact]
    public void Voxels_keep_their_shape()
    {
        var image = new Volume<float>(new Geometry([4, 10, 6], [3, 1, 2]));
        var picture = SliceImage.Render(SliceView.OfMiddle(image.Geometry, 1), image, null, null, 2);
        Assert.Equal((12, 12), (picture.Width, picture.Height));
    }

    [Fact]
    public void Volumes_of_different_sizes_are_refused() => Assert.Throws<ArgumentException>(() =>
        SliceImage.Render(default, new Volume<float>(Geometry.OfSize(4, 4)), new Volume<byte>(Geometry.OfSize(4, 5)), null));

    private static SKColor At(SliceImage picture, int x, int y)
    {
        var pixel = picture.Rgb.AsSpan(3 * (y * picture.Width + x), 3);
        return new SKColor(pixel[0], pixel[1], pixel[2]);
    }

    private static Volume<byte> Block(int first, int end) => new(Geometry.OfSize(10, 12), [.. Enumerable.Range(0, 120)
        .Select(i => i / 12 is >= 2 and < 7 && i % 12 >= first && i % 12 < end ? (byte)1 : (byte)0)]);
}
