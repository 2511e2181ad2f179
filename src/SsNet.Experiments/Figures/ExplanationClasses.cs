using SkiaSharp;
using SsNet.Experiments.Explaining;

namespace SsNet.Experiments.Figures;

/// <summary>Names and colours of the classes in the figure of an explanation.</summary>
internal sealed class ExplanationClasses
{
    /// <summary>Points of the background, on white.</summary>
    private static readonly SKColor Background = new(0x9A, 0x9A, 0x9A);

    private readonly Explanation explanation;

    public ExplanationClasses(Explanation explanation) => this.explanation = explanation;

    /// <summary>Number of classes, the background included.</summary>
    public int Count => explanation.ClassNames.Count + 1;

    /// <summary>The colour of a class; grey for the background.</summary>
    /// <param name="label">The class, from 0.</param>
    public SKColor Colour(int label) => label == 0 ? Background : explanation.ClassColours is { } chosen ? SKColor.Parse(chosen[label - 1]) : FigureColours.OfClass(label);

    /// <summary>The classes but the background, for a legend.</summary>
    /// <param name="mark">What stands before each.</param>
    /// <param name="prefix">What comes before the name.</param>
    public IEnumerable<FigureLegend.Entry> Foreground(LegendMark mark, string prefix = "") =>
        explanation.ClassNames.Select((name, index) => new FigureLegend.Entry(prefix + name, Colour(index + 1), mark));

    /// <summary>All classes, for a legend.</summary>
    /// <param name="mark">What stands before each.</param>
    public IEnumerable<FigureLegend.Entry> All(LegendMark mark) => Foreground(mark).Prepend(new FigureLegend.Entry("background", Background, mark));

    /// <summary>The classes' colours mixed by their probabilities, on black.</summary>
    /// <param name="probabilities">Of every class, the background first.</param>
    public SKColor Mix(ReadOnlySpan<float> probabilities)
    {
        double red = 0, green = 0, blue = 0;
        for (int c = 1; c < probabilities.Length; c++)
        {
            var colour = Colour(c);
            red += probabilities[c] * colour.Red;
            green += probabilities[c] * colour.Green;
            blue += probabilities[c] * colour.Blue;
        }

        static byte Level(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
        return new SKColor(Level(red), Level(green), Level(blue));
    }

    /// <summary>Paints the outlines of all classes of a slice.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="target">Where the slice goes.</param>
    /// <param name="slice">Class of every pixel, row by column.</param>
    public void Outline(SKCanvas canvas, SKRect target, byte[,] slice)
    {
        for (int label = 1; label < Count; label++) SlicePainter.PaintOutline(canvas, target, slice, label, Colour(label), 2.5f);
    }
}
