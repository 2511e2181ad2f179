using System.Collections.Immutable;
using System.Numerics;
using SkiaSharp;
using SsNet.Experiments.Figures.Surfaces;
using SsNet.Imaging.Surfaces;

namespace SsNet.Experiments.Tests.Figures.Surfaces;

public class SurfacePictureTests
{
    private static readonly SKColor Grey = new(200, 200, 200);

    [Fact]
    public void A_ball_is_a_disc_that_is_bright_towards_the_light_and_dark_away_from_it()
    {
        var ball = Balls.Mesh([41, 41, 41], [1, 1, 1], new Vector3(20), 15);
        var view = SurfaceView.Of(Balls.Grid([41, 41, 41], [1, 1, 1]), 2, ball, [ball], 200);
        using var picture = Paint(ball, view, _ => Grey);

        // Ten pixels are left at every side.
        Assert.InRange(view.Height, 198, 202);
        int painted = Count(picture, colour => colour.Alpha > 128);
        Assert.Equal(Math.PI * 90 * 90, painted, 0.03 * 25447);

        SKColor middle = picture.GetPixel(100, 100), lit = picture.GetPixel(80, 70), dark = picture.GetPixel(150, 160);
        Assert.Equal((middle.Red, middle.Red), (middle.Green, middle.Blue));
        Assert.InRange(middle.Red, 130, 220);
        Assert.True(lit.Red > middle.Red + 10 && middle.Red > dark.Red + 50, $"{lit} {middle} {dark}");
    }

    [Fact]
    public void The_nearer_surface_hides_the_farther_one_and_backs_are_not_seen()
    {
        Vector3[] square = [new(-1, -1, 0), new(1, -1, 0), new(1, 1, 0), new(-1, 1, 0)];
        TriangleMesh Squares(params (float Height, float Size, bool IsTurned)[] squares) => new(
            [.. squares.SelectMany(item => square.Select(corner => item.Size * corner + item.Height * Vector3.UnitZ))],
            [.. squares.SelectMany((item, i) => Turned(new MeshTriangle(4 * i, 4 * i + 1, 4 * i + 2), new MeshTriangle(4 * i, 4 * i + 2, 4 * i + 3), item.IsTurned))]);
        ImmutableArray<MeshTriangle> Turned(MeshTriangle first, MeshTriangle second, bool isTurned) =>
            isTurned ? [new(first.A, first.C, first.B), new(second.A, second.C, second.B)] : [first, second];
        var view = new SurfaceView(Vector3.UnitX, Vector3.UnitY, Vector3.UnitZ, Vector3.Zero, 60, 60, 10);
        SKColor[] colours = [new(200, 0, 0), new(0, 0, 200)];

        // The small red one is before the large blue one, in whatever order they come; from behind neither is.
        foreach (bool isFirst in (bool[])[true, false])
        {
            var mesh = isFirst ? Squares((1, 1, false), (-1, 2, false)) : Squares((-1, 2, false), (1, 1, false));
            using var picture = Paint(mesh, view, vertex => colours[vertex < 4 == isFirst ? 0 : 1]);
            SKColor middle = picture.GetPixel(30, 30), side = picture.GetPixel(30, 45);
            Assert.True(middle.Red > 100 && middle.Blue < 40, $"{middle}");
            Assert.True(side.Blue > 100 && side.Red < 40, $"{side}");
            Assert.Equal(0, picture.GetPixel(30, 55).Alpha);
            Assert.Equal(40 * 40, Count(picture, colour => colour.Alpha == 255));
        }

        using var behind = Paint(Squares((1, 1, true)), view, _ => Grey);
        Assert.Equal(0, Count(behind, colour => colour.Alpha > 0));
    }

    [Fact]
    public void What_lies_behind_a_step_is_darker_beside_it()
    {
        var mesh = new TriangleMesh(
            [new(-30, -30, 0), new(30, -30, 0), new(30, 30, 0), new(-30, 30, 0), new(-30, -30, 20), new(0, -30, 20), new(0, 30, 20), new(-30, 30, 20)],
            [new(0, 1, 2), new(0, 2, 3), new(4, 5, 6), new(4, 6, 7)]);
        var view = new SurfaceView(Vector3.UnitX, Vector3.UnitY, Vector3.UnitZ, Vector3.Zero, 120, 120, 2);
        using var picture = Paint(mesh, view, _ => Grey);
        Assert.True(picture.GetPixel(61, 60).Red < picture.GetPixel(110, 60).Red - 30);
        Assert.Equal(picture.GetPixel(10, 60), picture.GetPixel(58, 60));
    }

    [Fact]
    public void A_silhouette_is_a_line_along_the_edge()
    {
        var ball = Balls.Mesh([41, 41, 41], [1, 1, 1], new Vector3(20), 15);
        var view = SurfaceView.Of(Balls.Grid([41, 41, 41], [1, 1, 1]), 2, ball, [ball], 200);
        using var image = SurfacePicture.Silhouette(ball, view, Grey);
        using var picture = SKBitmap.FromImage(image);
        Assert.Equal(0, picture.GetPixel(100, 100).Alpha);
        // The line is four thirds of a pixel wide.
        Assert.Equal(2 * Math.PI * 90 * 4 / 3, Count(picture, colour => colour.Alpha > 128), 0.25 * 754);
        Assert.Equal(Grey, picture.GetPixel(100, Enumerable.Range(0, 100).First(y => picture.GetPixel(100, y).Alpha == 255)));
    }

    private static SKBitmap Paint(TriangleMesh mesh, SurfaceView view, Func<int, SKColor> colourOf)
    {
        using var image = SurfacePicture.Of(mesh, view, [.. Enumerable.Range(0, mesh.Vertices.Length).Select(colourOf)]);
        return SKBitmap.FromImage(image);
    }

    private static int Count(SKBitmap picture, Func<SKColor, bool> counts) => picture.Pixels.Count(counts);
}
