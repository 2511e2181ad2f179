using System.Xml.Linq;
using SkiaSharp;
using SsNet.Experiments.Figures;
using SsNet.Imaging;
using SsNet.Testing;

namespace SsNet.Experiments.Tests.Figures;

public sealed class FigurePiecesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_name_without_extension_gives_a_picture_and_a_drawing()
    {
        string path = Path.Combine(folder.Path, "new", "figure");
        Assert.Equal([path + ".png", path + ".svg"], FigureFile.Save(path, 40, 30, Square));
        using var picture = SKBitmap.Decode(path + ".png");
        Assert.Equal((40, 30, SKColors.Red, SKColors.White), (picture.Width, picture.Height, picture.GetPixel(15, 15), picture.GetPixel(35, 25)));
        var drawing = XDocument.Load(path + ".svg").Root!;
        Assert.Equal(("40", "30"), (drawing.Attribute("width")!.Value, drawing.Attribute("height")!.Value));
        Assert.Contains(drawing.Descendants(), element => element.Attribute("fill")?.Value == "red");
        Assert.Equal(2, Directory.GetFiles(Path.GetDirectoryName(path)!).Length);
    }

    [Fact]
    public void A_drawing_with_clips_is_the_same_every_time()
    {
        static void Clipped(SKCanvas canvas)
        {
            canvas.ClipRect(SKRect.Create(5, 5, 10, 10));
            Square(canvas);
        }

        string[] drawings = [.. Enumerable.Range(0, 2).Select(i => File.ReadAllText(FigureFile.Save(Path.Combine(folder.Path, $"{i}.svg"), 40, 30, Clipped).Single()))];
        Assert.Contains("cl_0", drawings[0]);
        Assert.Equal(drawings[0], drawings[1]);
    }

    [Fact]
    public void Pixels_of_a_drawing_stay_sharp_where_they_are_what_is_shown()
    {
        string Saved(string name, bool sharpPixels) => File.ReadAllText(FigureFile.Save(Path.Combine(folder.Path, name), 8, 8, Checks, sharpPixels).Single());
        Assert.Contains("image-rendering:pixelated", Saved("sharp.svg", sharpPixels: true));
        Assert.DoesNotContain("pixelated", Saved("smooth.svg", sharpPixels: false));

        static void Checks(SKCanvas canvas) => SlicePainter.PaintColours(canvas, SKRect.Create(8, 8), new float[,] { { 0, 1 }, { 1, 0 } }, value => value > 0 ? SKColors.Red : SKColors.Blue);
    }

    [Fact]
    public void Another_extension_and_an_unwritable_place_are_refused()
    {
        Assert.Contains("not as .jpg", Assert.Throws<ReportedException>(() => FigureFile.Save(Path.Combine(folder.Path, "a.jpg"), 4, 4, Square)).Message);
        foreach (string nameless in (string[])["", "figures/", "/", "figures/.png"]) Assert.Contains("names no file", Assert.Throws<ReportedException>(() => FigureFile.Save(nameless, 4, 4, Square)).Message);
        string file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, "");
        Assert.Throws<ReportedException>(() => FigureFile.Save(Path.Combine(file, "a.png"), 4, 4, Square));
    }

    [Fact]
    public void A_drawing_that_fails_leaves_the_file_before_it()
    {
        string path = Path.Combine(folder.Path, "a.png");
        FigureFile.Save(path, 4, 4, Square);
        byte[] before = File.ReadAllBytes(path);
        Assert.Throws<InvalidOperationException>(() => FigureFile.Save(path, 4, 4, _ => throw new InvalidOperationException()));
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_legend_takes_as_many_lines_as_it_needs_and_shows_every_mark()
    {
        FigureLegend.Entry[] entries = [.. Enum.GetValues<LegendMark>().Select((mark, i) => new FigureLegend.Entry($"the mark {mark}", FigureColours.OfClass(i + 1), mark))];
        Assert.Equal(FigureLegend.Height(5000, entries), FigureLegend.Height(500, entries) / 3);
        using var bitmap = Drawn(500, 120, canvas => FigureLegend.Draw(canvas, 250, 0, 500, entries));
        foreach (var entry in entries) Assert.True(PictureFile.Pixels(bitmap, SKRectI.Create(500, 120), entry.Colour) > 20, $"{entry.Mark} is not there.");
        Assert.Equal(0, PictureFile.DarkPixels(bitmap, SKRectI.Create(0, 0, 4, 120)));
    }

    [Fact]
    public void Text_too_wide_for_its_place_is_written_smaller()
    {
        using var bitmap = Drawn(200, 40, canvas => FigureText.Centred(canvas, "a text that is much too long for its place", 100, 30, 100));
        Assert.True(PictureFile.DarkPixels(bitmap, SKRectI.Create(50, 0, 100, 40)) > 20);
        Assert.Equal(0, PictureFile.DarkPixels(bitmap, SKRectI.Create(0, 0, 48, 40)) + PictureFile.DarkPixels(bitmap, SKRectI.Create(152, 0, 48, 40)));
    }

    [Fact]
    public void No_text_is_wider_than_its_place_however_little_it_is_shrunk()
    {
        const string Text = "Normalised by the batch as in training; nothing is dropped out, so that noise alone makes the difference";
        float full = FigureText.Width(Text);
        for (float share = 0.7f; share < 1; share += 0.05f)
        {
            int room = (int)(share * full);
            using var bitmap = Drawn((int)full + 50, 40, canvas => FigureText.Left(canvas, Text, 10, 30, room));
            Assert.Equal(0, Enumerable.Range(10 + room + 2, bitmap.Width - room - 12).Sum(x => Enumerable.Range(0, 40).Count(y => bitmap.GetPixel(x, y) != SKColors.White)));
        }
    }

    [Fact]
    public void A_colour_scale_gets_lighter_all_the_way()
    {
        double Lightness(double share)
        {
            var colour = ColourScale.Sequential.At(share);
            return 0.2126 * colour.Red + 0.7152 * colour.Green + 0.0722 * colour.Blue;
        }

        for (int i = 0; i < 100; i++) Assert.True(Lightness((i + 1) / 100.0) > Lightness(i / 100.0));
        Assert.Equal(SKColors.White, ColourScale.Diverging.At(0.5));
        Assert.Equal(ColourScale.Diverging.At(0), ColourScale.Diverging.At(-3));
    }

    [Fact]
    public void A_bar_shows_the_colours_from_its_low_to_its_high_end()
    {
        using var bitmap = Drawn(240, 80, canvas => ColourScale.Sequential.DrawBar(canvas, SKRect.Create(20, 30, 200, 20), "distance (mm)", "0", "12"));
        Assert.Equal((ColourScale.Sequential.At(0), ColourScale.Sequential.At(1)), (bitmap.GetPixel(20, 40), bitmap.GetPixel(219, 40)));
        foreach (var area in (SKRectI[])[SKRectI.Create(20, 8, 200, 20), SKRectI.Create(20, 52, 20, 20), SKRectI.Create(190, 52, 30, 20)]) Assert.True(PictureFile.DarkPixels(bitmap, area) > 5);
    }

    private static void Square(SKCanvas canvas)
    {
        using var red = new SKPaint { Color = SKColors.Red };
        canvas.DrawRect(SKRect.Create(10, 10, 10, 10), red);
    }

    private static SKBitmap Drawn(int width, int height, Action<SKCanvas> draw) => SKBitmap.Decode(FigureFile.Png(width, height, draw));
}
