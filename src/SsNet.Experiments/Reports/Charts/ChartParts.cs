using System.Xml.Linq;
using SsNet.Experiments.Reports.Page;

namespace SsNet.Experiments.Reports.Charts;

/// <summary>What charts are made of. Colours come from the style sheet, which has others for dark pages.</summary>
internal static class ChartParts
{
    // As many as the style sheet has.
    private const int Colours = 7;

    /// <summary>The class of the style sheet that gives a series its colour; after seven they come again.</summary>
    /// <param name="index">Which series, from 0.</param>
    public static string ColourClass(int index) => $"s{index % Colours}";

    /// <summary>The colour of a series as the style sheet says it.</summary>
    /// <param name="index">Which series, from 0.</param>
    public static string Colour(int index) => $"var(--s{index % Colours})";

    public static XElement Line(string className, double x1, double y1, double x2, double y2) =>
        Html.Styled("line", className, Html.With("x1", x1), Html.With("y1", y1), Html.With("x2", x2), Html.With("y2", y2));

    public static XElement Text(string anchor, double x, double y, string text) =>
        Html.Tag("text", Html.With("x", x), Html.With("y", y), Html.With("text-anchor", anchor), text);

    public static XElement Text(string className, string anchor, double x, double y, string text) =>
        Html.Styled("text", className, Html.With("x", x), Html.With("y", y), Html.With("text-anchor", anchor), text);
}
