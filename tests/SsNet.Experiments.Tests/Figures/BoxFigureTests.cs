using SkiaSharp;
using SsNet.Experiments.Figures;

namespace SsNet.Experiments.Tests.Figures;

public class BoxFigureTests
{
    [Fact]
    public void A_box_spans_the_middle_half_of_the_values_and_every_value_is_a_point()
    {
        using var file = new PictureFile("boxes.png");
        BoxFigure.Save(file.FilePath, [new BoxPanel("Dice", "Dice (%)", [new("Supervised", [0, 25, 50, 75, 100]), new("SS-Net", [40, double.NaN, 60])])]);
        using var picture = file.Decode();
        Assert.Equal((640, 480), (picture.Width, picture.Height));

        // The points reach from 0 to 100, the box from 25 to 75.
        var blue = FigureColours.OfSeries(0);
        var points = Columns(picture, 1, colour => colour == blue);
        byte Quarter(byte channel) => (byte)Math.Round(255 - 0.25 * (255 - channel));
        // Edges of the points have the fill's colour here and there.
        var fill = Columns(picture, 20, colour => Math.Abs(colour.Red - Quarter(blue.Red)) <= 1 && Math.Abs(colour.Green - Quarter(blue.Green)) <= 1 && Math.Abs(colour.Blue - Quarter(blue.Blue)) <= 1);
        double unit = (points.Last - points.First - 6) / 100.0;
        Assert.Equal(50 * unit, fill.Last - fill.First, 4.0);
        Assert.Equal(points.First + 3 + 25 * unit, fill.First, 4.0);

        // The other method has its colour, and both have names.
        Assert.True(PictureFile.Pixels(picture, SKRectI.Create(640, 480), FigureColours.OfSeries(1)) > 30);
        Assert.True(PictureFile.DarkPixels(picture, SKRectI.Create(12, 60, 80, 360)) > 100);
        Assert.True(PictureFile.DarkPixels(picture, SKRectI.Create(0, 12, 640, 28)) > 30);
    }

    [Fact]
    public void Long_names_stand_in_lines_and_leave_room_for_the_boxes()
    {
        using var file = new PictureFile("long.png");
        string[] names = [.. Enumerable.Range(1, 9).Select(i => $"Supervised, consistency-weight 1.0, ramp-up-length 40.0, ramp-up-interval {i}, schedule polynomial")];
        BoxFigure.Save(file.FilePath, [new BoxPanel("Dice", "Dice (%)", [.. names.Select(name => new BoxValues(name, [0, 50, 100]) { Series = 0 })])]);
        using var picture = file.Decode();
        Assert.Equal(640, picture.Width);
        Assert.InRange(picture.Height, 900, 1400);
        // The boxes begin right of the names and have most of the width.
        var points = Columns(picture, 1, colour => colour == FigureColours.OfSeries(0));
        Assert.InRange(points.First, 150, 280);
        Assert.InRange(points.Last, 560, 640);
        Assert.Equal(0, PictureFile.DarkPixels(picture, SKRectI.Create(0, 0, 12, picture.Height)));
    }

    [Fact]
    public void A_figure_without_a_plot_is_refused_and_a_plot_without_a_box_is_empty()
    {
        Assert.Throws<ArgumentException>(() => BoxFigure.Save("x.png", []));
        using var file = new PictureFile("empty.svg");
        BoxFigure.Save(file.FilePath, [new BoxPanel("Dice", "Dice (%)", [])]);
        Assert.Contains("Dice (%)", PictureFile.Texts(file.FilePath));
    }

    [Fact]
    public void Names_say_how_many_values_are_missing()
    {
        using var file = new PictureFile("boxes.svg");
        BoxFigure.Save(file.FilePath, [new BoxPanel("95HD", "95HD (voxel)", [new("URPC", [1, double.NaN, 3]), new("None", [double.NaN])])]);
        string drawing = File.ReadAllText(file.FilePath);
        Assert.Contains("URPC (2 of 3)", drawing, StringComparison.Ordinal);
        Assert.Contains("None (0 of 1)", drawing, StringComparison.Ordinal);
    }

    private static (int First, int Last) Columns(SKBitmap picture, int least, Func<SKColor, bool> counts)
    {
        int[] columns = [.. Enumerable.Range(0, picture.Width).Where(x => Enumerable.Range(0, picture.Height).Count(y => counts(picture.GetPixel(x, y))) >= least)];
        return (columns[0], columns[^1]);
    }
}
