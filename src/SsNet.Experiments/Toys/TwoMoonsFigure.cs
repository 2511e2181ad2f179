using System.Globalization;
using System.Numerics;
using SkiaSharp;
using SsNet.Experiments.Figures;

namespace SsNet.Experiments.Toys;

/// <summary>
/// The grid of figure 1 of the paper, with SS-Net below: a column per setting; rows: the data, then for either method the regions of its decisions and the t-SNE of its deep features.
/// </summary>
internal static class TwoMoonsFigure
{
    /// <summary>Cells of the grid of probabilities across a panel.</summary>
    public const int CellsAcross = PanelWidth / CellSize;

    /// <summary>Cells of the grid of probabilities down a panel.</summary>
    public const int CellsDown = PanelHeight / CellSize;

    /// <summary>Width of a panel over its height.</summary>
    public const float Aspect = (float)PanelWidth / PanelHeight;

    private const int PanelWidth = 360, PanelHeight = 240, CellSize = 2;
    private const int Margin = 16, RowTitleWidth = 60, TitleHeight = 36, CaptionHeight = 34;
    private const float SmallText = 15, PointRadius = 3, StarRadius = 7.5f;

    private static readonly SKColor Unlabelled = new(0x80, 0x80, 0x80);

    private static readonly IReadOnlyList<FigureLegend.Entry> Legend =
    [
        new("moon 1", ColourOf(1), LegendMark.Dot), new("moon 2", ColourOf(2), LegendMark.Dot),
        new("labelled point", SKColors.White, LegendMark.Star), new("unlabelled", Unlabelled, LegendMark.Ring),
        new("taken for moon 1", TintOf(0), LegendMark.Patch), new("taken for moon 2", TintOf(1), LegendMark.Patch),
    ];

    private static readonly (string Method, string Shown)[] Rows =
    [
        ("Data", ""), ("Supervised", "decision regions"), ("Supervised", "t-SNE of features"), ("SS-Net", "decision regions"), ("SS-Net", "t-SNE of features"),
    ];

    /// <summary>Writes the figure.</summary>
    /// <param name="path">The file: .png for a picture, .svg for a drawing; without an extension both are written.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="view">The part of the plane that data and regions are shown in.</param>
    /// <returns>The files.</returns>
    /// <exception cref="Imaging.ReportedException">The file cannot be written.</exception>
    public static IReadOnlyList<string> Save(string path, IReadOnlyList<TwoMoonsColumn> columns, PlaneView view)
    {
        int width = RowTitleWidth + columns.Count * (PanelWidth + Margin);
        float legendWidth = width - 2 * Margin;
        int legendTop = TitleHeight + Rows.Length * (PanelHeight + CaptionHeight);
        int height = legendTop + (int)FigureLegend.Height(legendWidth, Legend) + Margin;
        return FigureFile.Save(path, width, height, canvas =>
        {
            for (int row = 0; row < Rows.Length; row++) WriteRowTitle(canvas, row);
            for (int column = 0; column < columns.Count; column++) DrawColumn(canvas, column, columns[column], view);
            FigureLegend.Draw(canvas, width / 2f, legendTop, legendWidth, Legend);
        });
    }

    /// <summary>Where a panel lies.</summary>
    /// <param name="column">Which column, from 0.</param>
    /// <param name="row">Which row, from 0.</param>
    internal static SKRect PanelAt(int column, int row) =>
        SKRect.Create(RowTitleWidth + column * (PanelWidth + Margin), TitleHeight + row * (PanelHeight + CaptionHeight), PanelWidth, PanelHeight);

    /// <summary>The colour of a moon's points.</summary>
    /// <param name="moon">1 or 2.</param>
    internal static SKColor ColourOf(int moon) => FigureColours.OfSeries(moon - 1);

    /// <summary>The colour behind the points where the network is so sure of moon 2: paler than theirs, and white where it cannot tell.</summary>
    /// <param name="secondMoon">Probability of moon 2.</param>
    internal static SKColor TintOf(double secondMoon)
    {
        const double Strength = 0.45;
        return ColourScale.Diverging.At(0.5 + Strength * (secondMoon - 0.5));
    }

    private static void WriteRowTitle(SKCanvas canvas, int row)
    {
        var panel = PanelAt(0, row);
        var (method, shown) = Rows[row];
        FigureText.Upwards(canvas, method, shown.Length == 0 ? 40 : 28, panel.MidY, PanelHeight);
        if (shown.Length > 0) FigureText.Upwards(canvas, shown, 49, panel.MidY, PanelHeight, SmallText);
    }

    private static void DrawColumn(SKCanvas canvas, int column, TwoMoonsColumn content, PlaneView view)
    {
        var points = content.Points;
        FigureText.Centred(canvas, content.Setting.Title, PanelAt(column, 0).MidX, TitleHeight - 12, PanelWidth);
        Draw(0, points.Positions, view, regions: null, onlyLabelled: true);
        foreach (var (index, panel) in new[] { content.Supervised, content.SsNet }.Index())
        {
            int row = 1 + 2 * index;
            Draw(row, points.Positions, view, panel.SecondMoon, onlyLabelled: false);
            var place = PanelAt(column, row);
            string caption = string.Create(CultureInfo.InvariantCulture, $"accuracy on held-out points {100 * panel.Accuracy:0.0} %");
            FigureText.Centred(canvas, caption, place.MidX, place.Bottom + 20, PanelWidth, SmallText);
            Draw(row + 1, panel.Embedding, PlaneView.Around(panel.Embedding, Aspect), regions: null, onlyLabelled: false);
        }

        void Draw(int row, Vector2[] places, PlaneView shown, double[,]? regions, bool onlyLabelled)
        {
            var target = PanelAt(column, row);
            if (regions is not null) PaintRegions(canvas, target, regions);
            DrawPoints(canvas, target, places, shown, content, onlyLabelled);
            using var frame = new SKPaint { Color = Unlabelled, Style = SKPaintStyle.Stroke, StrokeWidth = 1 };
            canvas.DrawRect(target, frame);
        }
    }

    /// <summary>Labelled points as stars above the others where they are few; the classes of the others in their colours, or in the row of the data, where nobody knows them, as rings.</summary>
    private static void DrawPoints(SKCanvas canvas, SKRect target, Vector2[] places, PlaneView view, TwoMoonsColumn content, bool onlyLabelled)
    {
        var (points, setting) = (content.Points, content.Setting);
        bool few = setting.Unlabelled > 0;
        for (int i = points.Count - 1; i >= 0; i--)
        {
            bool labelled = i < setting.Labelled;
            var share = view.ShareOf(places[i]);
            var centre = new SKPoint(target.Left + share.X * target.Width, target.Top + share.Y * target.Height);
            var colour = onlyLabelled && !labelled ? Unlabelled : ColourOf(points.Classes[i]);
            var mark = (few && labelled, onlyLabelled && !labelled) switch { (true, _) => LegendMark.Star, (_, true) => LegendMark.Ring, _ => LegendMark.Dot };
            FigureLegend.DrawPoint(canvas, mark, centre, mark == LegendMark.Star ? StarRadius : PointRadius, colour);
        }
    }

    private static void PaintRegions(SKCanvas canvas, SKRect target, double[,] secondMoon)
    {
        using var bitmap = new SKBitmap(secondMoon.GetLength(1), secondMoon.GetLength(0), SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (int row = 0; row < bitmap.Height; row++)
        {
            for (int column = 0; column < bitmap.Width; column++) bitmap.SetPixel(column, row, TintOf(secondMoon[row, column]));
        }

        using var image = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(image, target, new SKSamplingOptions(SKFilterMode.Nearest));
    }
}
