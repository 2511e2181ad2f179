using ScottPlot;
using SkiaSharp;

namespace SsNet.Experiments.Figures;

/// <summary>The one font of all figures, DejaVu Sans. It travels in this assembly, so figures look the same on a machine without fonts.</summary>
internal static class FigureFont
{
    /// <summary>The name by which plots ask for the font.</summary>
    public const string Name = "DejaVu Sans";

    private const string Resource = "SsNet.Experiments.Figures.Fonts.DejaVuSans.ttf";

    private static readonly Lazy<SKTypeface> Shared = new(Load);

    private static readonly Lazy<bool> Registered = new(() =>
    {
        Fonts.FontResolvers.Insert(0, new Resolver());
        return true;
    });

    /// <summary>The font at a size.</summary>
    /// <param name="size">Height in pixels.</param>
    public static SKFont OfSize(float size) => new(Shared.Value, size) { Edging = SKFontEdging.Antialias, Subpixel = true };

    /// <summary>Makes every text of a plot use the font.</summary>
    /// <param name="plot">The plot.</param>
    public static void UseIn(Plot plot)
    {
        _ = Registered.Value;
        plot.Font.Set(Name);
    }

    private static SKTypeface Load()
    {
        using var stream = typeof(FigureFont).Assembly.GetManifestResourceStream(Resource)!;
        return SKTypeface.FromStream(stream);
    }

    // Plots get a typeface of their own: whether they dispose of it or keep it, the shared one stays.
    private sealed class Resolver : IFontResolver
    {
        public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
            fontName == Name ? Load() : null;

        public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? Load() : null;
    }
}
