using SkiaSharp;

namespace SsNet.Experiments.Figures;

/// <summary>Colours that people with any kind of colour vision can tell apart (Okabe and Ito 2008).</summary>
public static class FigureColours
{
    private static readonly SKColor[] Series =
    [
        new(0x00, 0x72, 0xB2), new(0xD5, 0x5E, 0x00), new(0x00, 0x9E, 0x73), new(0xCC, 0x79, 0xA7),
        new(0xE6, 0x9F, 0x00), new(0x56, 0xB4, 0xE9), new(0x00, 0x00, 0x00),
    ];

    // On grey pictures the light colours of the same palette stand out best.
    private static readonly SKColor[] Classes =
    [
        new(0xE6, 0x9F, 0x00), new(0x56, 0xB4, 0xE9), new(0x00, 0x9E, 0x73), new(0xCC, 0x79, 0xA7), new(0xF0, 0xE4, 0x42), new(0xD5, 0x5E, 0x00),
    ];

    /// <summary>Outline of the truth where prediction and truth lie over each other: sky blue.</summary>
    public static SKColor Truth { get; } = new(0x56, 0xB4, 0xE9);

    /// <summary>Outline of a prediction where it lies over the truth: orange.</summary>
    public static SKColor Prediction { get; } = new(0xE6, 0x9F, 0x00);

    /// <summary>Dashes of the truth over predictions whose lines have the colours of their classes: white.</summary>
    public static SKColor DashedTruth { get; } = SKColors.White;

    /// <summary>How many series have colours of their own.</summary>
    internal static int SeriesCount => Series.Length;

    /// <summary>Colour of a line of a plot.</summary>
    /// <param name="index">Which line, from 0; after seven the colours come again, with dashes where lines are drawn.</param>
    public static SKColor OfSeries(int index) => Series[index % Series.Length];

    /// <summary>Colour of a class of a label map; no two of 254 classes have the same.</summary>
    /// <param name="label">The class, from 1; after six the colours come again, darker.</param>
    public static SKColor OfClass(int label)
    {
        var (round, index) = Math.DivRem(label - 1, Classes.Length);
        // Each round lies in the middle of the widest gap that those before it left: 1/2, 1/4, 3/4, 1/8, …
        double darkness = 0;
        for (double step = 0.5; round > 0; round >>= 1, step /= 2) darkness += (round & 1) * step;
        byte Darkened(byte colour) => (byte)Math.Round(colour * (1 - 0.8 * darkness));
        var full = Classes[index];
        return new SKColor(Darkened(full.Red), Darkened(full.Green), Darkened(full.Blue));
    }
}
