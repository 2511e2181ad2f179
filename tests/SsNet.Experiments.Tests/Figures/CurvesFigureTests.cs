using SkiaSharp;
using SsNet.Experiments.Figures;

namespace SsNet.Experiments.Tests.Figures;

public class CurvesFigureTests
{
    private static readonly CurvePanel Dice = new("Validation", "Dice", [
        new("Supervised", [0, 100, 200], [0.1, 0.5, 0.7]),
        new("SS-Net", [0, 100, 200, 300], [0.2, double.NaN, 0.8, 0.9]),
    ]);

    private static readonly CurvePanel Empty = new("Losses", "loss", []);

    [Fact]
    public void Every_panel_has_its_title_and_its_curves_in_their_colours()
    {
        using var file = new PictureFile("curves.png");
        CurvesFigure.Save(file.FilePath, [Dice, Empty, Dice, Dice]);
        using var picture = file.Decode();
        Assert.Equal((3 * 640, 2 * 480), (picture.Width, picture.Height));
        foreach (var (x, y, curves) in new[] { (0, 0, 2), (640, 0, 0), (1280, 0, 2), (0, 480, 2) })
        {
            Assert.True(PictureFile.DarkPixels(picture, SKRectI.Create(x, y + 12, 640, 28)) > 50, $"The panel at {x}, {y} has no title.");
            for (int i = 0; i < 2; i++)
            {
                Assert.Equal(i < curves, PictureFile.Pixels(picture, SKRectI.Create(x, y, 640, 480), FigureColours.OfSeries(i)) > 100);
            }
        }
    }

    [Fact]
    public void A_curve_without_a_finite_value_leaves_its_plot_empty()
    {
        using var file = new PictureFile("diverged.png");
        CurvesFigure.Save(file.FilePath, [new("Diverged", "loss", [new("loss", [0, 1], [double.NaN, double.PositiveInfinity])])]);
        using var picture = file.Decode();
        Assert.True(PictureFile.DarkPixels(picture, SKRectI.Create(0, 12, 640, 28)) > 50);
    }

    [Fact]
    public void A_constant_lies_in_the_middle_of_an_axis_that_shows_its_size()
    {
        using var file = new PictureFile("constant.svg");
        CurvesFigure.Save(file.FilePath, [new("learning rate", "rate", [new("SS-Net", [0, 100], [0.01, 0.01])])]);
        var texts = PictureFile.Texts(file.FilePath);
        Assert.Contains("0.01", texts);
        Assert.DoesNotContain("1", texts);
    }

    [Fact]
    public void Long_names_stand_under_each_other_and_none_is_left_out()
    {
        using var file = new PictureFile("names.svg");
        string[] names = [.. Enumerable.Range(1, 9).Select(i => $"Supervised, consistency-weight 1.0, ramp-up-length 40.0, ramp-up-interval {i}")];
        CurvesFigure.Save(file.FilePath, [new("loss", "loss", [.. names.Select((name, i) => new Curve(name, [0, 1], [i, i + 1]))])], "ACDC, training");
        Assert.Superset(new HashSet<string>([.. names, "ACDC, training"]), PictureFile.Texts(file.FilePath));
    }

    [Fact]
    public void Many_names_stand_under_each_other_and_none_is_cut_off()
    {
        using var file = new PictureFile("many.svg");
        string[] names = [.. Enumerable.Range(1, 14).Select(i => $"Supervised, seed {i}")];
        CurvesFigure.Save(file.FilePath, [new("loss", "loss", [.. names.Select((name, i) => new Curve(name, [0, 1], [i, i + 1]) { Series = 7 * i })])]);
        Assert.Superset(new HashSet<string>(names), PictureFile.Texts(file.FilePath));
    }

    [Fact]
    public void A_drawing_holds_its_texts_in_the_bundled_font()
    {
        using var file = new PictureFile("curves.svg");
        CurvesFigure.Save(file.FilePath, [Dice]);
        string drawing = File.ReadAllText(file.FilePath);
        Assert.Contains("Validation", drawing, StringComparison.Ordinal);
        Assert.Contains("SS-Net", drawing, StringComparison.Ordinal);
        Assert.Contains("font-family=\"DejaVu Sans\"", drawing, StringComparison.Ordinal);
    }

    [Fact]
    public void A_curve_whose_lengths_differ_is_refused() => Assert.Throws<ArgumentException>(() =>
        CurvesFigure.Save("x.png", [new("Title", "value", [new("curve", [1, 2], [1])])]));
}
