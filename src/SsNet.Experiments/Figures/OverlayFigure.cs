using SkiaSharp;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Figures;

/// <summary>What one method said about a case.</summary>
/// <param name="Labels">The predicted classes, of the image's size.</param>
/// <param name="Caption">Text under the panel, such as Dice 91.2 %.</param>
public sealed record OverlayPrediction(Volume<byte> Labels, string Caption);

/// <summary>One row of the figure: a case, its truth and predictions.</summary>
/// <param name="CaseId">Name of the case, written beside the row.</param>
/// <param name="Image">The image.</param>
/// <param name="Truth">The true classes, of the image's size; null where nobody segmented it.</param>
/// <param name="Predictions">One prediction per method, in the order of the columns.</param>
public sealed record OverlayRow(string CaseId, Volume<float> Image, Volume<byte>? Truth, IReadOnlyList<OverlayPrediction> Predictions);

/// <summary>
/// Segmentations side by side: one row per case; columns image, truth and one per method. With one class the panels of the
/// methods show truth and prediction over each other in two colours; with several, each class has a colour of its own.
/// </summary>
public static class OverlayFigure
{
    private const int PanelWidth = 320;
    private const int Margin = 16;
    private const int TitleHeight = 32;
    private const int CaptionHeight = 30;
    private const int LegendHeight = 40;
    private const float TextSize = 18;
    private const float LineWidth = 2.5f;

    /// <summary>Writes the figure; the folder is made when it is missing.</summary>
    /// <param name="path">The file: .svg for a drawing, anything else for a PNG picture.</param>
    /// <param name="rows">The cases.</param>
    /// <param name="methods">Names of the methods: titles of the columns after image and truth.</param>
    /// <param name="classNames">Names of the classes 1, 2, …: one name for a two-class problem.</param>
    /// <param name="axis">The axis that the slices are perpendicular to; each shows most of the truth, or of the first prediction where there is no truth.</param>
    /// <param name="colours">Colours of the classes 1, 2, … as #RRGGBB, used where there are several; null for <see cref="FigureColours.OfClass"/>.</param>
    /// <exception cref="ArgumentException">There is no row or no class, a row has not one prediction per method, or sizes differ within a row.</exception>
    public static void Save(string path, IReadOnlyList<OverlayRow> rows, IReadOnlyList<string> methods, IReadOnlyList<string> classNames, int axis = 2, IReadOnlyList<string>? colours = null)
    {
        if (rows.Count == 0) throw new ArgumentException("A figure needs at least one row.", nameof(rows));
        if (classNames.Count == 0) throw new ArgumentException("A figure needs the name of at least one class.", nameof(classNames));
        Strip[] strips = [.. rows.Select(row => Strip.Of(row, methods.Count, axis))];
        string[] titles = ["Image", "Truth", .. methods];
        SKColor[] classColours = [.. classNames.Select((_, index) => colours is null ? FigureColours.OfClass(index + 1) : SKColor.Parse(colours[index]))];

        int width = Margin + TitleHeight + titles.Length * (PanelWidth + Margin);
        int height = Margin + TitleHeight + strips.Sum(strip => strip.Height + CaptionHeight) + LegendHeight + Margin;
        FigureFile.Save(path, width, height, canvas =>
        {
            for (int column = 0; column < titles.Length; column++)
            {
                Write(canvas, titles[column], PanelLeft(column) + PanelWidth / 2f, Margin + TitleHeight - 12, PanelWidth);
            }

            float top = Margin + TitleHeight;
            foreach (var strip in strips)
            {
                DrawStrip(canvas, strip, top, classColours);
                top += strip.Height + CaptionHeight;
            }

            DrawLegend(canvas, width / 2f, top + LegendHeight / 2f, classNames, classColours);
        });
    }

    private static void DrawStrip(SKCanvas canvas, Strip strip, float top, SKColor[] colours)
    {
        canvas.Save();
        canvas.RotateDegrees(-90);
        Write(canvas, strip.Row.CaseId, -(top + strip.Height / 2f), Margin + TitleHeight - 12, strip.Height);
        canvas.Restore();

        float[,] image = strip.View.Of(strip.Row.Image);
        byte[,]? truth = strip.Row.Truth is null ? null : strip.View.Of(strip.Row.Truth);
        for (int column = 0; column < strip.Row.Predictions.Count + 2; column++)
        {
            var panel = SKRect.Create(PanelLeft(column), top, PanelWidth, strip.Height);
            if (column == 1 && truth is null)
            {
                Write(canvas, "not segmented", panel.MidX, panel.MidY, PanelWidth);
                continue;
            }

            SlicePainter.PaintImage(canvas, panel, image);
            if (column == 0) continue;

            if (truth is not null && (column == 1 || colours.Length == 1)) PaintClasses(canvas, panel, truth, colours, FigureColours.Truth);
            if (column == 1) continue;

            var prediction = strip.Row.Predictions[column - 2];
            PaintClasses(canvas, panel, strip.View.Of(prediction.Labels), colours, FigureColours.Prediction);
            Write(canvas, prediction.Caption, panel.MidX, panel.Bottom + 21, PanelWidth);
        }
    }

    private static void PaintClasses(SKCanvas canvas, SKRect panel, byte[,] labels, SKColor[] colours, SKColor only)
    {
        for (int label = 1; label <= colours.Length; label++)
        {
            SlicePainter.PaintOutline(canvas, panel, labels, label, colours.Length == 1 ? only : colours[label - 1], LineWidth);
        }
    }

    private static void DrawLegend(SKCanvas canvas, float middle, float centreLine, IReadOnlyList<string> classNames, SKColor[] colours)
    {
        const float Line = 30, Gap = 8, Between = 32;
        (string Name, SKColor Colour)[] entries = classNames.Count == 1
            ? [($"{classNames[0]}, truth", FigureColours.Truth), ($"{classNames[0]}, prediction", FigureColours.Prediction)]
            : [.. classNames.Select((name, i) => (name, colours[i]))];

        using var font = FigureFont.OfSize(TextSize);
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        float x = middle - (entries.Sum(entry => Line + Gap + font.MeasureText(entry.Name)) + Between * (entries.Length - 1)) / 2;
        foreach (var (name, colour) in entries)
        {
            using var stroke = new SKPaint { Color = colour, StrokeWidth = 4, IsAntialias = true };
            canvas.DrawLine(x, centreLine, x + Line, centreLine, stroke);
            canvas.DrawText(name, x + Line + Gap, centreLine + TextSize / 3, SKTextAlign.Left, font, ink);
            x += Line + Gap + font.MeasureText(name) + Between;
        }
    }

    // Text too wide for its place is written smaller.
    private static void Write(SKCanvas canvas, string text, float centre, float baseline, float room)
    {
        using var font = FigureFont.OfSize(TextSize);
        font.Size *= MathF.Min(1, room / MathF.Max(1, font.MeasureText(text)));
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        canvas.DrawText(text, centre, baseline, SKTextAlign.Center, font, ink);
    }

    private static float PanelLeft(int column) => Margin + TitleHeight + column * (PanelWidth + Margin);

    // A row with the slice it shows and the height at which voxels keep their shape.
    private sealed record Strip(OverlayRow Row, SliceView View, int Height)
    {
        public static Strip Of(OverlayRow row, int methods, int axis)
        {
            if (row.Predictions.Count != methods)
            {
                throw new ArgumentException($"Row {row.CaseId} has {row.Predictions.Count} predictions for {methods} methods.", nameof(row));
            }

            foreach (var prediction in row.Predictions) SliceView.RequireSameSize(row.Image.Geometry, prediction.Labels.Geometry);
            if (row.Truth is not null) SliceView.RequireSameSize(row.Image.Geometry, row.Truth.Geometry);

            var shown = row.Truth ?? (row.Predictions is [var first, ..] ? first.Labels : null);
            var view = shown is null ? SliceView.OfMiddle(row.Image.Geometry, axis) : SliceView.OfMostForeground(shown, axis);
            float[,] slice = view.Of(row.Image);
            double shape = slice.GetLength(0) * view.Aspect(row.Image.Geometry) / slice.GetLength(1);
            return new Strip(row, view, (int)Math.Round(PanelWidth * shape));
        }
    }
}
