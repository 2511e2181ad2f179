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
        Assert.Equal((Left + 4 * ColumnStep, Top + 2 * RowStep + 30 + 16), (picture.Width, picture.Height));
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

        // Titles, case name, slice and captions, legend, and margins of at least 8 pixels.
        for (int column = 0; column < 4; column++) Assert.True(HasText(Left + column * ColumnStep, 16, Panel, 32));
        Assert.True(HasText(16, Top, 32, Panel));
        foreach (int column in (int[])[0, 2, 3]) Assert.True(HasText(Left + column * ColumnStep, Top + Panel, Panel, 30));
        Assert.True(HasText(0, Top + 2 * RowStep, picture.Width, 30));
        Assert.Equal(8 * picture.Height, PictureFile.Pixels(picture, SKRectI.Create(0, 0, 8, picture.Height), SKColors.White));
        Assert.Equal(8 * picture.Height, PictureFile.Pixels(picture, SKRectI.Create(picture.Width - 8, 0, 8, picture.Height), SKColors.White));

        bool HasText(int x, int y, int width, int height) => PictureFile.DarkPixels(picture, SKRectI.Create(x, y, width, height)) > 50;
    }

    [Fact]
    public void The_inset_magnifies_where_the_prediction_errs()
    {
        using var file = new PictureFile("inset.png");
        var (truth, prediction) = SquareWithoutNotch();
        OverlayFigure.Save(file.FilePath, [new("one", new Volume<float>(truth.Geometry), truth, [new(prediction, "")])], ["method"], ["organ"]);

        // The panels show 30 pixels of the slice from row and column 5 on, the inset the five from row 9 and column 25 on, in the corner below.
        const float Scale = Panel / 30f, Zoomed = 2.2f * Scale, Start = Panel - 5 * Zoomed;
        using var picture = file.Decode();
        SKColor At(int column, float x, float y) => picture.GetPixel((int)(Left + column * ColumnStep + x), (int)(Top + y));
        for (int column = 0; column < 3; column++)
        {
            // The frame shows where the inset looks; its line is 1.75 pixels within.
            Assert.InRange(At(column, (25 - 5) * Scale + 1.75f, (12 - 5) * Scale).Red, 150, 255);
            Assert.InRange(At(column, (28.5f - 5) * Scale, (14 - 5) * Scale - 1.75f).Red, 150, 255);
            Assert.InRange(At(column, Start + 1.75f, Panel - 20).Red, 150, 255);
            Assert.Equal(column == 2 ? FigureColours.Prediction : SKColors.Black, At(column, Start + (28 - 25) * Zoomed, Start + (12 - 9) * Zoomed));
            Assert.Equal(column == 2 ? FigureColours.Prediction : SKColors.Black, At(column, (28 - 5) * Scale, (12 - 5) * Scale));
        }
    }

    [Fact]
    public void Where_all_agree_there_is_no_inset()
    {
        using var file = new PictureFile("agree.png");
        var (truth, _) = SquareWithoutNotch();
        OverlayFigure.Save(file.FilePath, [new("one", new Volume<float>(truth.Geometry), truth, [new(truth, "")])], ["method"], ["organ"]);
        using var picture = file.Decode();
        Assert.Equal(0, PictureFile.Pixels(picture, SKRectI.Create(Left, Top, Panel, Panel), SKColors.White));
    }

    [Fact]
    public void The_slice_with_the_largest_errors_can_be_asked_for()
    {
        var truth = new Volume<byte>(Geometry.OfSize(4, 12, 12));
        Array.Fill(truth.Voxels, (byte)1, 144, 60);
        Array.Fill(truth.Voxels, (byte)1, 432, 30);
        var prediction = new Volume<byte>(truth.Geometry);
        Array.Fill(prediction.Voxels, (byte)1, 144, 60);
        foreach (var (slice, text) in (ReadOnlySpan<(OverlaySlice, string)>)[(OverlaySlice.Truth, "slice 2 of 4"), (OverlaySlice.Disagreement, "slice 4 of 4")])
        {
            Assert.Contains(text, Texts([new("one", new Volume<float>(truth.Geometry), truth, [new(prediction, "Dice 80.0 %")])], ["organ"], new OverlayOptions { Axis = 0, Slice = slice }));
        }
    }

    [Fact]
    public void Drawings_keep_their_texts_and_name_every_class()
    {
        var (truth, prediction) = SquareWithoutNotch();
        var texts = Texts([new("patient 7", new Volume<float>(truth.Geometry), truth, [new(prediction, "Dice 98.7 %, 95HD 2.0 mm")])], ["chamber", "wall"], new OverlayOptions());
        Assert.Superset(new HashSet<string> { "Image", "Truth", "method", "patient 7", "Dice 98.7 %, 95HD 2.0 mm", "chamber", "wall", "truth, over predictions" }, texts);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(0, false)]
    public void A_bar_says_how_long_millimetres_are_where_that_is_known(double offset, bool isShown)
    {
        using var picture = new PictureFile("bar.png");
        using var drawing = new PictureFile("bar.svg");
        var (squares, _) = SquareWithoutNotch();
        var truth = new Volume<byte>(new Geometry([40, 40], origin: [offset, 0]), squares.Voxels);
        OverlayRow[] rows = [new("one", new Volume<float>(truth.Geometry), truth, [new(truth, "")])];
        foreach (var file in (PictureFile[])[picture, drawing]) OverlayFigure.Save(file.FilePath, rows, ["method"], ["organ"]);
        Assert.Equal(isShown, PictureFile.Texts(drawing.FilePath).Contains("5 mm"));

        // The panel shows 30 voxels of 1 mm; the bar is white from its left side on, 12 pixels from the corner.
        using var bitmap = picture.Decode();
        int Ink(int column) => PictureFile.Pixels(bitmap, SKRectI.Create(Left + column * ColumnStep, Top + Panel - 15, Panel, 1), SKColors.White);
        if (isShown) Assert.InRange(Ink(0), 5 * Panel / 30 - 1, 5 * Panel / 30 + 1);
        else Assert.Equal(0, Ink(0));
        Assert.Equal((0, 0), (Ink(1), Ink(2)));
    }

    [Fact]
    public void A_picture_too_low_for_a_bar_has_none()
    {
        var truth = new Volume<byte>(new Geometry([2, 40], origin: [30, 0]), [.. Enumerable.Range(0, 80).Select(i => (byte)(i % 40 is > 10 and < 30 ? 1 : 0))]);
        Assert.DoesNotContain(Texts([new("one", new Volume<float>(truth.Geometry), truth, [new(truth, "")])], ["organ"], new OverlayOptions()), text => text.EndsWith(" mm", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(100, 20)]
    [InlineData(166, 20)]
    [InlineData(167, 50)]
    [InlineData(30, 5)]
    [InlineData(7, 2)]
    [InlineData(2, 0.5)]
    public void It_is_a_round_number_of_millimetres_and_at_most_three_tenths_of_the_picture(double width, double length) => Assert.Equal(length, ScaleBar.LengthOf(width), 1e-9);

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
    public void Of_several_classes_the_truth_is_dashed_over_the_predictions()
    {
        using var file = new PictureFile("dashes.png");
        var (truth, prediction) = SquareWithoutNotch();
        OverlayFigure.Save(file.FilePath, [new("one", new Volume<float>(truth.Geometry), truth, [new(prediction, ""), new(new Volume<byte>(truth.Geometry), "")])], ["method", "nothing"], ["a", "b"]);

        using var picture = file.Decode();
        // Along the left side of the square, where truth and prediction agree, far from frame and inset.
        int Ink(int column, SKColor colour) => PictureFile.Pixels(picture, SKRectI.Create(Left + column * ColumnStep + 30, Top + 80, 30, 80), colour);
        var own = FigureColours.OfClass(1);
        Assert.InRange(Ink(1, own), 80, 240);
        Assert.Equal(0, Ink(1, SKColors.White));
        Assert.InRange(Ink(2, own), 20, Ink(1, own) - 20);
        Assert.InRange(Ink(2, SKColors.White), 20, 80);
        Assert.Equal((0, Ink(2, SKColors.White)), (Ink(3, own), Ink(3, SKColors.White)));
    }

    [Fact]
    public void Classes_have_the_colours_that_somebody_chose()
    {
        using var file = new PictureFile("chosen.png");
        var label = new Volume<byte>(Geometry.OfSize(8, 8), [.. Enumerable.Range(0, 64).Select(i => (byte)(i % 8 / 3))]);
        OverlayFigure.Save(file.FilePath, [new("one", new Volume<float>(label.Geometry), label, [])], [], ["a", "b"], new OverlayOptions { Colours = ["#123456", "#FEDCBA"] });

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

    [Fact]
    public void Surfaces_are_a_strip_under_the_slices_of_volumes_alone()
    {
        var scan = LeftAtriumPhantom.Create(1, 0, new PhantomOptions { Size = [32, 32, 24] });
        OverlayRow[] volumes = [new(scan.Id, scan.Channels[0], scan.Label, [new(scan.Label!, "")])];
        var (truth, _) = SquareWithoutNotch();
        OverlayRow[] slices = [new("one", new Volume<float>(truth.Geometry), truth, [new(truth, "")])];
        var with = new OverlayOptions { Surfaces = true };
        Assert.Contains("line: outline of the truth", Texts(volumes, ["organ"], with));
        Assert.DoesNotContain("line: outline of the truth", Texts(volumes, ["organ"], new OverlayOptions()));
        Assert.DoesNotContain("line: outline of the truth", Texts(slices, ["organ"], with));
    }

    /// <summary>A square of 20 × 20 pixels from row and column 10 on, and the same without 4 × 2 pixels at its right upper corner.</summary>
    private static (Volume<byte> Truth, Volume<byte> Prediction) SquareWithoutNotch()
    {
        var grid = Geometry.OfSize(40, 40);
        Volume<byte> Square(Func<int, int, bool> isOut) => new(grid, [.. Enumerable.Range(0, 1600).Select(i => (byte)(i / 40 is >= 10 and < 30 && i % 40 is >= 10 and < 30 && !isOut(i / 40, i % 40) ? 1 : 0))]);
        return (Square((_, _) => false), Square((row, column) => row < 14 && column >= 28));
    }

    private static HashSet<string> Texts(IReadOnlyList<OverlayRow> rows, IReadOnlyList<string> classes, OverlayOptions options)
    {
        using var file = new PictureFile("overlay.svg");
        OverlayFigure.Save(file.FilePath, rows, ["method"], classes, options);
        return PictureFile.Texts(file.FilePath);
    }
}
