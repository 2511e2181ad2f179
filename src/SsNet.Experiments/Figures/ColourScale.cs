using SkiaSharp;

namespace SsNet.Experiments.Figures;

/// <summary>Colours for numbers that people with any kind of colour vision read in the same order.</summary>
internal sealed class ColourScale
{
    private const float TextSize = 14;

    private readonly SKColor[] colours;

    private ColourScale(params SKColor[] colours)
    {
        this.colours = colours;
    }

    /// <summary>For numbers from low to high: cividis (Nuñez, Anderton and Renslow 2018), dark blue to yellow.</summary>
    public static ColourScale Sequential { get; } = new(
        new(0x00, 0x20, 0x4D), new(0x00, 0x33, 0x6F), new(0x39, 0x48, 0x6B), new(0x57, 0x5C, 0x6D), new(0x70, 0x71, 0x73),
        new(0x8A, 0x87, 0x79), new(0xA6, 0x9D, 0x75), new(0xC4, 0xB5, 0x6C), new(0xE4, 0xCF, 0x5B), new(0xFF, 0xEA, 0x46));

    /// <summary>For numbers on both sides of a middle: blue, white, vermilion.</summary>
    public static ColourScale Diverging { get; } = new(new(0x00, 0x72, 0xB2), SKColors.White, new(0xD5, 0x5E, 0x00));

    /// <summary>The colour of a number.</summary>
    /// <param name="share">Where it lies, from 0 (lowest) to 1 (highest); what lies outside has the colour of the nearer end.</param>
    public SKColor At(double share)
    {
        double place = Math.Clamp(share, 0, 1) * (colours.Length - 1);
        int lower = Math.Min((int)place, colours.Length - 2);
        double rest = place - lower;
        byte Mix(byte from, byte to) => (byte)Math.Round(from + rest * (to - from));
        SKColor low = colours[lower], high = colours[lower + 1];
        return new SKColor(Mix(low.Red, high.Red), Mix(low.Green, high.Green), Mix(low.Blue, high.Blue));
    }

    /// <summary>Draws the scale as a level bar, its title above and its ends below.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="bar">Where the bar goes; title and ends take 20 pixels above and below it.</param>
    /// <param name="title">What the colours stand for, with its unit.</param>
    /// <param name="low">The number at the left end.</param>
    /// <param name="high">The number at the right end.</param>
    public void DrawBar(SKCanvas canvas, SKRect bar, string title, string low, string high)
    {
        for (float x = 0; x < bar.Width; x++)
        {
            using var ink = new SKPaint { Color = At(x / (bar.Width - 1)) };
            canvas.DrawRect(SKRect.Create(bar.Left + x, bar.Top, MathF.Min(1, bar.Width - x), bar.Height), ink);
        }

        FigureText.Centred(canvas, title, bar.MidX, bar.Top - 6, bar.Width, TextSize);
        FigureText.Left(canvas, low, bar.Left, bar.Bottom + TextSize + 2, bar.Width / 2, TextSize);
        FigureText.Left(canvas, high, bar.Right - MathF.Min(bar.Width / 2, FigureText.Width(high, TextSize)), bar.Bottom + TextSize + 2, bar.Width / 2, TextSize);
    }
}
