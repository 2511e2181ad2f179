using SkiaSharp;
using SsNet.Experiments.Figures;

namespace SsNet.Experiments.Tests.Figures;

public class LabelsFigureTests
{
    [Fact]
    public void Every_method_has_a_line_through_its_means()
    {
        using var file = new PictureFile("labels.png");
        // The means of both rise by 20 from 4 to 16 labels, those of the second from 10 lower.
        LabelsFigure.Save(file.FilePath, "Dice", "labelled cases", "Dice (%)", [
            new("SS-Net", [new(16, [88, 92]), new(4, [70])]),
            new("Supervised", [new(4, [60, double.NaN]), new(16, [80])]),
        ]);
        using var picture = file.Decode();
        var (first, second) = (Points(picture, FigureColours.OfSeries(0)), Points(picture, FigureColours.OfSeries(1)));
        // From the left end to the right, upwards.
        Assert.True(first.Left.X < 150 && first.Right.X > 500 && first.Left.Y > first.Right.Y + 100);
        Assert.Equal(first.Left.X, second.Left.X, 3.0);
        // 10 apart on the left: half of what the line rises.
        Assert.Equal((first.Left.Y - first.Right.Y) / 2, second.Left.Y - first.Left.Y, 6.0);
        Assert.True(PictureFile.DarkPixels(picture, SKRectI.Create(0, 12, 640, 28)) > 30);
    }

    [Fact]
    public void The_axis_names_the_numbers_of_labels_that_there_are()
    {
        using var file = new PictureFile("labels.svg");
        LabelsFigure.Save(file.FilePath, "Dice", "labelled cases", "Dice (%)", [new("SS-Net", [new(37, [88]), new(411, [90])])]);
        Assert.Superset(new HashSet<string> { "37", "411", "labelled cases", "SS-Net" }, PictureFile.Texts(file.FilePath));
    }

    // The middles of the outermost marks of a colour above the legend.
    private static (SKPoint Left, SKPoint Right) Points(SKBitmap picture, SKColor colour)
    {
        SKPointI[] inked = [.. Enumerable.Range(0, 370).SelectMany(y => Enumerable.Range(0, picture.Width).Where(x => picture.GetPixel(x, y) == colour).Select(x => new SKPointI(x, y)))];
        SKPoint Middle(int from, int to)
        {
            var some = inked.Where(point => point.X >= from && point.X <= to).ToList();
            return new((float)some.Average(point => point.X), (float)some.Average(point => point.Y));
        }

        int left = inked.Min(point => point.X), right = inked.Max(point => point.X);
        return (Middle(left, left + 10), Middle(right - 4, right));
    }
}
