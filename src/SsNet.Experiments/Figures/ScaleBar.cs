using System.Globalization;
using SkiaSharp;

namespace SsNet.Experiments.Figures;

/// <summary>A bar in a lower corner of a picture that says how long a round number of millimetres is.</summary>
internal static class ScaleBar
{
    private const float Inset = 12, Thickness = 4, Rim = 1.5f, TextSize = 15;
    private const float LeastHeight = 60;
    private const double MostShare = 0.3;

    /// <summary>Draws the bar, unless the picture is so small that it would fill it.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="width">How wide it is in the world, in mm.</param>
    /// <param name="isRight">Whether the bar goes to the right corner; otherwise to the left.</param>
    public static void Draw(SKCanvas canvas, SKRect picture, double width, bool isRight)
    {
        if (picture.Height < LeastHeight) return;
        double length = LengthOf(width);
        float drawn = (float)(length / width * picture.Width);
        var bar = SKRect.Create(isRight ? picture.Right - Inset - drawn : picture.Left + Inset, picture.Bottom - Inset - Thickness, drawn, Thickness);
        using (var rim = new SKPaint { Color = SKColors.Black, IsAntialias = true }) canvas.DrawRect(SKRect.Inflate(bar, Rim, Rim), rim);
        using (var ink = new SKPaint { Color = SKColors.White, IsAntialias = true }) canvas.DrawRect(bar, ink);
        string text = string.Create(CultureInfo.InvariantCulture, $"{length} mm");
        float room = FigureText.Width(text, TextSize) / 2 + Inset / 2;
        FigureText.Rimmed(canvas, text, Math.Clamp(bar.MidX, picture.Left + room, picture.Right - room), bar.Top - 6, TextSize);
    }

    /// <summary>The longest of 1, 2, 5, 10, … (or 0.5, 0.2, …) mm that is no longer than three tenths of a width.</summary>
    /// <param name="width">The width in mm.</param>
    public static double LengthOf(double width)
    {
        double most = MostShare * width;
        double power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        return power * new[] { 5.0, 2, 1 }.First(step => step == 1 || step * power <= most);
    }
}
