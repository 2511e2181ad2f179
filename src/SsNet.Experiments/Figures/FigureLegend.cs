using SkiaSharp;

namespace SsNet.Experiments.Figures;

/// <summary>The legend of a figure: marks and names in centred lines, as many lines as it takes.</summary>
internal static class FigureLegend
{
    private const float LineHeight = 30, MarkWidth = 30, Gap = 8, Between = 32;

    /// <summary>One name of a legend.</summary>
    /// <param name="Name">The name.</param>
    /// <param name="Colour">The colour of its mark.</param>
    /// <param name="Mark">Its mark.</param>
    public sealed record Entry(string Name, SKColor Colour, LegendMark Mark = LegendMark.Line);

    /// <summary>How high a legend is.</summary>
    /// <param name="room">How wide it may be.</param>
    /// <param name="entries">The names.</param>
    public static float Height(float room, IReadOnlyList<Entry> entries) => LineHeight * Lines(room, entries).Count;

    /// <summary>Draws a legend.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="middle">Its middle from the left.</param>
    /// <param name="top">Its upper end.</param>
    /// <param name="room">How wide it may be.</param>
    /// <param name="entries">The names.</param>
    public static void Draw(SKCanvas canvas, float middle, float top, float room, IReadOnlyList<Entry> entries)
    {
        foreach (var line in Lines(room, entries))
        {
            float x = middle - WidthOf(line) / 2, centre = top + LineHeight / 2;
            foreach (var entry in line)
            {
                DrawMark(canvas, entry, x, centre);
                FigureText.Left(canvas, entry.Name, x + MarkWidth + Gap, centre + FigureText.Size / 3, room - MarkWidth - Gap);
                x += WidthOf(entry) + Between;
            }

            top += LineHeight;
        }
    }

    /// <summary>Draws a mark alone, as at a point of a plot.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="mark">The mark: a dot, a ring or a star.</param>
    /// <param name="centre">Its middle.</param>
    /// <param name="radius">Half its size.</param>
    /// <param name="colour">Its colour.</param>
    public static void DrawPoint(SKCanvas canvas, LegendMark mark, SKPoint centre, float radius, SKColor colour)
    {
        using var fill = new SKPaint { Color = colour, IsAntialias = true };
        switch (mark)
        {
            case LegendMark.Ring:
                using (var stroke = new SKPaint { Color = colour, IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = radius / 3 }) canvas.DrawCircle(centre, radius * 5 / 6, stroke);
                break;
            case LegendMark.Star:
                using (var star = Star(centre, radius))
                {
                    canvas.DrawPath(star, fill);
                    // A dark edge, since stars lie on points of their own colour.
                    using var edge = new SKPaint { Color = SKColors.Black, IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 1 };
                    canvas.DrawPath(star, edge);
                }

                break;
            default:
                canvas.DrawCircle(centre, radius, fill);
                break;
        }
    }

    private static void DrawMark(SKCanvas canvas, Entry entry, float left, float centre)
    {
        const float Radius = 7, StarRadius = 10;
        switch (entry.Mark)
        {
            case LegendMark.Line:
                using (var stroke = new SKPaint { Color = entry.Colour, StrokeWidth = 4, IsAntialias = true }) canvas.DrawLine(left, centre, left + MarkWidth, centre, stroke);
                break;
            case LegendMark.RimmedDashes:
                using (var line = new SKPath())
                {
                    line.MoveTo(left, centre);
                    line.LineTo(left + MarkWidth, centre);
                    SlicePainter.PaintDashes(canvas, line, entry.Colour, 2);
                }

                break;
            case LegendMark.Patch:
                using (var fill = new SKPaint { Color = entry.Colour, IsAntialias = true }) canvas.DrawRect(SKRect.Create(left, centre - Radius, MarkWidth, 2 * Radius), fill);
                break;
            default:
                DrawPoint(canvas, entry.Mark, new SKPoint(left + MarkWidth / 2, centre), entry.Mark == LegendMark.Star ? StarRadius : Radius, entry.Colour);
                break;
        }
    }

    private static SKPath Star(SKPoint centre, float radius)
    {
        const int Corners = 10;
        const float Inner = 0.45f;
        var path = new SKPath();
        for (int i = 0; i < Corners; i++)
        {
            var (sine, cosine) = MathF.SinCos(2 * MathF.PI * i / Corners);
            float length = i % 2 == 0 ? radius : Inner * radius;
            var corner = new SKPoint(centre.X + length * sine, centre.Y - length * cosine);
            if (i == 0) path.MoveTo(corner);
            else path.LineTo(corner);
        }

        path.Close();
        return path;
    }

    private static List<List<Entry>> Lines(float room, IReadOnlyList<Entry> entries)
    {
        var lines = new List<List<Entry>>();
        foreach (var entry in entries)
        {
            if (lines.Count > 0 && WidthOf([.. lines[^1], entry]) <= room) lines[^1].Add(entry);
            else lines.Add([entry]);
        }

        return lines;
    }

    private static float WidthOf(Entry entry) => MarkWidth + Gap + FigureText.Width(entry.Name);

    private static float WidthOf(List<Entry> line) => line.Sum(WidthOf) + Between * (line.Count - 1);
}
