using SkiaSharp;
using SsNet.Data;
using SsNet.Experiments.Figures;
using SsNet.Experiments.Phantoms;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Tests.Figures;

public class OverlayFigureTests
{
    // Where the panels of a figure with rows of square slices lie.
    private const int Left = 48, Top = 48, Panel = 320, ColumnStep = 336, RowStep = 350;

    [Fact]
    public void Panels_show_truth_and_prediction_and_all_texts()
    {
        using var file = new PictureFile("overlay.png");
        var scan = LeftAtriumPhantom.Create(1, 0, new PhantomOptions { Size = [32, 32, 24] });
        var nothing = new OverlayPrediction(new Volume<byte>(scan.Geometry), "Dice 0.0 %");
        var row = new OverlayRow(scan.Id, scan.Channels[0], scan.Label, [nothing, new(scan.Label!, "Dice 100.0 %")]);
        OverlayFigure.Save(file.FilePath, [row, row with { Truth = null }], ["None", "Perfect"], ["left atrium"]);

        using var picture = file.Decode();
        Assert.Equal((Left + 4 * ColumnStep, Top + 2 * RowStep + 40 + 16), (picture.Width, picture.Height));
        int Ink(int row, int column, SKColor colour) =>
            PictureFile.Pixels(picture, SKRectI.Create(Left + column * ColumnStep, Top + row * RowStep, Panel, Panel), colour);

        // The columns are image, truth, nothing predicted, the truth predicted (which covers the truth's line).
        Assert.Equal(0, Ink(0, 0, FigureColours.Truth));
        Assert.True(Ink(0, 1, FigureColours.Truth) > 200);
        Assert.Equal(0, Ink(0, 1, FigureColours.Prediction));
        Assert.Equal(Ink(0, 1, FigureColours.Truth), Ink(0, 2, FigureColours.Truth));
        Assert.Equal(0, Ink(0, 2, FigureColours.Prediction));
        Assert.True(Ink(0, 3, FigureColours.Prediction) > 200);

        // Without truth: no line of it anywhere, and words in place of the panel.
        Assert.Equal(0, Ink(1, 1, FigureColours.Truth) + Ink(1, 2, FigureColours.Truth) + Ink(1, 3, FigureColours.Truth));
        Assert.InRange(PictureFile.DarkPixels(picture, SKRectI.Create(Left + ColumnStep, Top + RowStep, Panel, Panel)), 100, 5000);

        // Titles, case name, captions, legend, and margins of at least 8 pixels.
        for (int column = 0; column < 4; column++) Assert.True(HasText(Left + column * ColumnStep, 16, Panel, 32));
        Assert.True(HasText(16, Top, 32, Panel));
        for (int column = 2; column < 4; column++) Assert.True(HasText(Left + column * ColumnStep, Top + Panel, Panel, 30));
        Assert.True(HasText(0, Top + 2 * RowStep, picture.Width, 40));
        Assert.Equal(8 * picture.Height, PictureFile.Pixels(picture, SKRectI.Create(0, 0, 8, picture.Height), SKColors.White));
        Assert.Equal(8 * picture.Height, PictureFile.Pixels(picture, SKRectI.Create(picture.Width - 8, 0, 8, picture.Height), SKColors.White));

        bool HasText(int x, int y, int width, int height) => PictureFile.DarkPixels(picture, SKRectI.Create(x, y, width, height)) > 50;
    }

    [Fact]
    public void Several_classes_have_a_colour_each()
    {
        using var file = new PictureFile("classes.png");
        var grid = Geometry.OfSize(8, 8);
        var label = new Volume<byte>(grid, [.. Enumerable.Range(0, 64).Select(i => (byte)(i % 8 / 2))]);
        OverlayFigure.Save(file.FilePath, [new("one", new Volume<float>(grid), label, [])], [], ["a", "b", "c"]);

        using var picture = file.Decode();
        for (int number = 1; number <= 3; number++)
        {
            // Each class is a strip of two columns of 40 pixels; its upper border is clear of the others.
            int x = Left + ColumnStep + (2 * number + 1) * Panel / 8;
            Assert.Equal(FigureColours.OfClass(number), picture.GetPixel(x, Top));
        }
    }

    [Fact]
    public void Classes_have_the_colours_that_somebody_chose()
    {
        using var file = new PictureFile("chosen.png");
        var label = new Volume<byte>(Geometry.OfSize(8, 8), [.. Enumerable.Range(0, 64).Select(i => (byte)(i % 8 / 3))]);
        OverlayFigure.Save(file.FilePath, [new("one", new Volume<float>(label.Geometry), label, [])], [], ["a", "b"], colours: ["#123456", "#FEDCBA"]);

        using var picture = file.Decode();
        var panel = SKRectI.Create(Left + ColumnStep, Top, Panel, Panel);
        Assert.True(PictureFile.Pixels(picture, panel, new SKColor(0x12, 0x34, 0x56)) > 200);
        Assert.True(PictureFile.Pixels(picture, panel, new SKColor(0xFE, 0xDC, 0xBA)) > 200);
        Assert.Equal(0, PictureFile.Pixels(picture, panel, FigureColours.OfClass(1)));
    }

    [Fact]
    public void Ignored_voxels_are_not_painted()
    {
        using var file = new PictureFile("ignored.png");
        using var plain = new PictureFile("plain.png");
        var image = new Volume<float>(Geometry.OfSize(8, 8));
        var label = new Volume<byte>(image.Geometry, [.. Enumerable.Range(0, 64).Select(i => (byte)(i % 8 / 4))]);
        var ignoring = new Volume<byte>(image.Geometry, [.. label.Voxels.Select((value, i) => i < 8 && value == 0 ? Case.Ignored : value)]);
        OverlayFigure.Save(plain.FilePath, [new("one", image, label, [new(label, "")])], ["method"], ["a", "b"]);
        OverlayFigure.Save(file.FilePath, [new("one", image, ignoring, [new(label, "")])], ["method"], ["a", "b"]);
        Assert.Equal(File.ReadAllBytes(plain.FilePath), File.ReadAllBytes(file.FilePath));
    }

    [Fact]
    public void Rows_that_do_not_fit_are_refused()
    {
        var image = new Volume<float>(Geometry.OfSize(8, 8));
        Assert.Throws<ArgumentException>(() => OverlayFigure.Save("x.png", [], [], ["a"]));
        Assert.Throws<ArgumentException>(() => OverlayFigure.Save("x.png", [new("one", image, null, [])], ["method"], ["a"]));
        Assert.Throws<ArgumentException>(() => OverlayFigure.Save("x.png", [new("one", image, new Volume<byte>(Geometry.OfSize(8, 9)), [])], [], ["a"]));
        Assert.False(File.Exists("x.png"));
    }
}
