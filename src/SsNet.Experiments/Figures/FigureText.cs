using SkiaSharp;

namespace SsNet.Experiments.Figures;

/// <summary>Text in the figures' font. A text too wide for its place is written smaller.</summary>
internal static class FigureText
{
    /// <summary>Height of ordinary text in pixels.</summary>
    public const float Size = 18;

    private const float Least = 1;

    /// <summary>Writes a text around a middle.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="text">The text.</param>
    /// <param name="centre">Its middle from the left.</param>
    /// <param name="baseline">The line that it stands on.</param>
    /// <param name="room">How wide it may be.</param>
    /// <param name="size">Its height in pixels.</param>
    public static void Centred(SKCanvas canvas, string text, float centre, float baseline, float room, float size = Size) =>
        Write(canvas, text, centre, baseline, SKTextAlign.Center, room, size);

    /// <summary>Writes a text from a point to the right.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="text">The text.</param>
    /// <param name="left">Where it begins.</param>
    /// <param name="baseline">The line that it stands on.</param>
    /// <param name="room">How wide it may be.</param>
    /// <param name="size">Its height in pixels.</param>
    public static void Left(SKCanvas canvas, string text, float left, float baseline, float room, float size = Size) =>
        Write(canvas, text, left, baseline, SKTextAlign.Left, room, size);

    /// <summary>Writes a text that runs upwards, as beside a row.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="text">The text.</param>
    /// <param name="baseline">The line that it stands on, from the left.</param>
    /// <param name="middle">Its middle from the top.</param>
    /// <param name="room">How long it may be.</param>
    /// <param name="size">Its height in pixels.</param>
    public static void Upwards(SKCanvas canvas, string text, float baseline, float middle, float room, float size = Size)
    {
        canvas.Save();
        canvas.RotateDegrees(-90);
        Write(canvas, text, -middle, baseline, SKTextAlign.Center, room, size);
        canvas.Restore();
    }

    /// <summary>Writes a text in white with a black rim around a middle, which is seen on bright and dark ground.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="text">The text.</param>
    /// <param name="centre">Its middle from the left.</param>
    /// <param name="baseline">The line that it stands on.</param>
    /// <param name="size">Its height in pixels.</param>
    public static void Rimmed(SKCanvas canvas, string text, float centre, float baseline, float size)
    {
        using var font = FigureFont.OfSize(size);
        using (var rim = new SKPaint { Color = SKColors.Black, Style = SKPaintStyle.Stroke, StrokeWidth = 3, StrokeJoin = SKStrokeJoin.Round, IsAntialias = true })
        {
            canvas.DrawText(text, centre, baseline, SKTextAlign.Center, font, rim);
        }

        using var ink = new SKPaint { Color = SKColors.White, IsAntialias = true };
        canvas.DrawText(text, centre, baseline, SKTextAlign.Center, font, ink);
    }

    /// <summary>Breaks a text between words into lines that are no wider than a room, as far as its words are not.</summary>
    /// <param name="text">The text.</param>
    /// <param name="room">How wide a line may be.</param>
    /// <param name="size">Its height in pixels.</param>
    public static IReadOnlyList<string> Lines(string text, float room, float size = Size)
    {
        var lines = new List<string>();
        foreach (string word in text.Split(' '))
        {
            if (lines.Count > 0 && Width($"{lines[^1]} {word}", size) <= room) lines[^1] += $" {word}";
            else lines.Add(word);
        }

        return lines;
    }

    /// <summary>How wide a text is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">Its height in pixels.</param>
    public static float Width(string text, float size = Size)
    {
        using var font = FigureFont.OfSize(size);
        return font.MeasureText(text);
    }

    private static void Write(SKCanvas canvas, string text, float x, float baseline, SKTextAlign align, float room, float size)
    {
        using var font = FigureFont.OfSize(size);
        // More than once: letters do not shrink quite as much as their size does.
        for (float width = font.MeasureText(text); width > room && font.Size > Least; width = font.MeasureText(text)) font.Size *= MathF.Min(0.98f, room / width);
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        canvas.DrawText(text, x, baseline, align, font, ink);
    }
}
