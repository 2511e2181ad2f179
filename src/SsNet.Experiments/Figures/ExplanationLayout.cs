using System.Globalization;
using SkiaSharp;

namespace SsNet.Experiments.Figures;

/// <summary>Measures of the figure of an explanation, in pixels, and the texts that all of its parts have.</summary>
internal static class ExplanationLayout
{
    public const float Margin = 24, Gap = 14;
    public const int Columns = 6;
    public const float PanelWidth = 240;

    /// <summary>Width of what is drawn.</summary>
    public const float Width = Columns * PanelWidth + (Columns - 1) * Gap;

    /// <summary>Above a row of panels: its heading, and the titles.</summary>
    public const float HeadingHeight = 40, TitleHeight = 30;

    /// <summary>Below a panel: two lines.</summary>
    public const float CaptionHeight = 52;

    /// <summary>Three panels to a row take the width of six.</summary>
    public const float WideWidth = (Width - 2 * Gap) / 3;

    private const float HeadingSize = 22;

    /// <summary>The left end of a panel.</summary>
    /// <param name="column">Which of the row's, from 0.</param>
    /// <param name="width">The width of the row's panels.</param>
    public static float Left(int column, float width = PanelWidth) => Margin + column * (width + Gap);

    /// <summary>Writes what a row shows.</summary>
    public static void Heading(SKCanvas canvas, string text, float top) => FigureText.Left(canvas, text, Margin, top + HeadingSize + 4, Width, HeadingSize);

    /// <summary>Writes what a panel shows.</summary>
    public static void Title(SKCanvas canvas, string text, SKRect panel) => FigureText.Centred(canvas, text, panel.MidX, panel.Top - 9, panel.Width);

    /// <summary>Writes up to two lines under a panel.</summary>
    public static void Caption(SKCanvas canvas, SKRect panel, params ReadOnlySpan<string> lines)
    {
        const float Size = 16, LineHeight = 21;
        float baseline = panel.Bottom + 19;
        foreach (string line in lines)
        {
            FigureText.Centred(canvas, line, panel.MidX, baseline, panel.Width, Size);
            baseline += LineHeight;
        }
    }

    /// <summary>Writes lines into the middle of an empty panel.</summary>
    public static void Sentence(SKCanvas canvas, SKRect panel, params ReadOnlySpan<string> lines)
    {
        const float LineHeight = 26;
        float baseline = panel.MidY - LineHeight * (lines.Length - 1) / 2;
        foreach (string line in lines)
        {
            FigureText.Centred(canvas, line, panel.MidX, baseline, panel.Width - 2 * Gap);
            baseline += LineHeight;
        }
    }

    /// <summary>Draws the frame of a panel.</summary>
    public static void Frame(SKCanvas canvas, SKRect panel)
    {
        using var stroke = new SKPaint { Color = new SKColor(0xB0, 0xB0, 0xB0), Style = SKPaintStyle.Stroke, StrokeWidth = 1, IsAntialias = true };
        canvas.DrawRect(panel, stroke);
    }

    /// <summary>A number as the figure writes it.</summary>
    /// <param name="value">The number.</param>
    /// <param name="format">Its format.</param>
    public static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
