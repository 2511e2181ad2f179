using System.Numerics;
using SkiaSharp;
using SsNet.Experiments.Figures;
using SsNet.Experiments.Figures.Surfaces;
using SsNet.Imaging.Surfaces;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Tests.Figures.Surfaces;

public class SurfacePanelsTests
{
    private static readonly int[] Size = [40, 40, 40];
    private static readonly Volume<byte> Truth = Balls.Labels(Size, [1, 1, 1], new Vector3(20), 10);

    [Fact]
    public void A_shifted_prediction_is_orange_where_it_is_outside_and_blue_where_it_is_inside()
    {
        // To the right of the picture runs, but for the turn, one of the axes.
        var ball = ClassSurface.Of(Truth, 1);
        var right = SurfaceView.Of(Truth.Geometry, 2, ball, [ball], 320).Right;
        var axis = MathF.Abs(right.X) > MathF.Abs(right.Y) ? new Vector3(MathF.Sign(right.X), 0, 0) : new Vector3(0, MathF.Sign(right.Y), 0);
        using var picture = Draw(Balls.Labels(Size, [1, 1, 1], new Vector3(20) + 4 * axis, 10), column: 2, out var panels);
        var (atLeft, atRight) = (Mean(picture, panels.Height / 2, 0, 130), Mean(picture, panels.Height / 2, 190, 320));
        Assert.True(atRight.Red > atRight.Blue + 40, $"{atRight}");
        Assert.True(atLeft.Blue > atLeft.Red + 10, $"{atLeft}");
    }

    [Fact]
    public void The_truth_is_grey_and_so_is_a_perfect_prediction()
    {
        foreach (int column in (int[])[1, 2])
        {
            using var picture = Draw(Truth, column, out var panels);
            var colour = picture.GetPixel(160, panels.Height / 2);
            Assert.True(colour.Red > 120 && Math.Abs(colour.Red - colour.Blue) <= 12, $"{colour}");
        }
    }

    [Fact]
    public void A_part_that_the_prediction_misses_is_outlined()
    {
        using var picture = Draw(Balls.Labels(Size, [1, 1, 1], new Vector3(20), 4), column: 2, out var panels);
        // Outside of the small ball there is nothing but the line where the large one ends, ten pixels from the border of the panel.
        Assert.Equal(SKColors.White, picture.GetPixel(40, panels.Height / 2));
        Assert.Contains(Enumerable.Range(8, 6), x => picture.GetPixel(x, panels.Height / 2).Red < 160);
    }

    [Fact]
    public void The_ends_of_the_colours_are_round_and_one_bad_prediction_does_not_set_them()
    {
        var far = Balls.Labels([40, 140, 40], [1, 1, 1], new Vector3(20, 120, 20), 10);
        var truth = Balls.Labels([40, 140, 40], [1, 1, 1], new Vector3(20), 10);
        var near = Balls.Labels([40, 140, 40], [1, 1, 1], new Vector3(20, 22, 20), 10);
        SurfacePanels? Of(params Volume<byte>[] predictions) => SurfacePanels.Of(RowOf(truth, predictions), 2, 320);
        Assert.Equal(2, SurfacePanels.LimitOf([Of(near)]));
        Assert.Equal(2, SurfacePanels.LimitOf([Of(near, far, near)]));
        Assert.Equal(100, SurfacePanels.LimitOf([Of(far)]));
        Assert.Equal(1, SurfacePanels.LimitOf([null]));
    }

    [Fact]
    public void Without_truth_in_three_axes_there_is_no_strip()
    {
        Assert.Null(SurfacePanels.Of(RowOf(Truth, Truth) with { Truth = null }, 2, 320));
        Assert.Null(SurfacePanels.Of(RowOf(new Volume<byte>(Truth.Geometry), Truth), 2, 320));
        var slice = new Volume<byte>(Geometry.OfSize(4, 4), [.. Enumerable.Repeat((byte)1, 16)]);
        Assert.Null(SurfacePanels.Of(RowOf(slice, slice), 2, 320));
    }

    private static OverlayRow RowOf(Volume<byte> truth, params Volume<byte>[] predictions) =>
        new("one", new Volume<float>(truth.Geometry), truth, [.. predictions.Select(prediction => new OverlayPrediction(prediction, ""))]);

    private static SKBitmap Draw(Volume<byte> prediction, int column, out SurfacePanels panels)
    {
        panels = SurfacePanels.Of(RowOf(Truth, prediction), 2, 320)!;
        var picture = new SKBitmap(320, panels.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(picture);
        canvas.Clear(SKColors.White);
        panels.Draw(canvas, SKRect.Create(320, panels.Height), column, limit: 5);
        return picture;
    }

    private static SKColor Mean(SKBitmap picture, int row, int from, int to)
    {
        SKColor[] pixels = [.. Enumerable.Range(from, to - from).Select(x => picture.GetPixel(x, row)).Where(colour => colour != SKColors.White)];
        return new SKColor((byte)pixels.Average(colour => colour.Red), (byte)pixels.Average(colour => colour.Green), (byte)pixels.Average(colour => colour.Blue));
    }
}
