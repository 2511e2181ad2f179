using System.Globalization;
using System.Xml.Linq;
using SkiaSharp;
using SsNet.Experiments.Figures;
using SsNet.Experiments.Reports.Page;

namespace SsNet.Experiments.Reports.Pictures;

/// <summary>
/// An image of a slice with outlines as drawings on it, which stay sharp at any size. With one class truth and prediction have a colour each; with
/// several, each class has one.
/// </summary>
/// <param name="classNames">What the classes 1, 2, … are.</param>
/// <param name="colours">Their colours as #RRGGBB; null for those of other figures.</param>
internal sealed class SlicePanel(IReadOnlyList<string> classNames, IReadOnlyList<string>? colours)
{
    private bool IsOneClass => classNames.Count == 1;

    /// <summary>The image alone.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="window">What of it is shown.</param>
    public static XElement Image(ShownSlice slice, SliceWindow window) => Panel("panel", slice, window, "image", []);

    /// <summary>The image with the truth; null where nobody segmented it.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="window">What of it is shown.</param>
    public XElement? Truth(ShownSlice slice, SliceWindow window) => slice.Truth is null ? null : Panel("panel", slice, window, "truth", Outlines(slice, slice.Truth, FigureColours.Truth));

    /// <summary>The image with the prediction and, of one class, the truth.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="window">What of it is shown.</param>
    /// <param name="predicted">The predicted classes.</param>
    /// <param name="name">What the panel is called.</param>
    /// <param name="style">A further class of the style sheet.</param>
    public XElement Prediction(ShownSlice slice, SliceWindow window, byte[,] predicted, string name, string style = "") => Panel(
        $"panel {style}".TrimEnd(), slice, window, name,
        [.. IsOneClass && slice.Truth is not null ? Outlines(slice, slice.Truth, FigureColours.Truth) : [], .. Outlines(slice, predicted, FigureColours.Prediction)]);

    /// <summary>The part of a slice to show.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="predictions">Everything that is predicted in it.</param>
    public static SliceWindow Window(ShownSlice slice, params IEnumerable<byte[,]> predictions)
    {
        byte[][,] labels = [.. slice.Truth is null ? predictions : predictions.Append(slice.Truth)];
        return labels.Length == 0 ? new SliceWindow(0, 0, slice.Rows, slice.Columns) : SliceWindow.Around(labels, slice.Aspect);
    }

    /// <summary>Which colour is what.</summary>
    public XElement Legend() => Html.Styled("ul", "legend", Entries().Select(entry => Html.Tag("li", Html.Styled("span", "swatch", Html.With("style", $"background:{entry.Colour}")), entry.Name)));

    private IEnumerable<(string Name, string Colour)> Entries() => IsOneClass
        ? [($"{classNames[0]}, truth", Hex(FigureColours.Truth)), ($"{classNames[0]}, prediction", Hex(FigureColours.Prediction))]
        : classNames.Select((name, index) => (name, ColourText(index + 1, colours)));

    private static XElement Panel(string style, ShownSlice slice, SliceWindow window, string name, IEnumerable<XElement> outlines) => Html.Styled(
        "div", style,
        Html.Tag(
            "svg",
            Html.With("viewBox", string.Create(CultureInfo.InvariantCulture, $"{window.Column} {slice.Aspect * window.Row:0.##} {window.Columns} {slice.Aspect * window.Rows:0.##}")),
            Html.With("role", "img"),
            Html.With("aria-label", name),
            Html.Tag("use", Html.With("href", $"#{slice.ImageId}")),
            outlines),
        Html.Tag("span", name));

    private IEnumerable<XElement> Outlines(ShownSlice slice, byte[,] labels, SKColor only)
    {
        for (int label = 1; label <= classNames.Count; label++)
        {
            string path = OutlinePath.Of(labels, label);
            if (path.Length == 0) continue;
            yield return Html.Styled(
                "path", "outline",
                Html.With("stroke", IsOneClass ? Hex(only) : ColourText(label, colours)),
                Html.With("transform", string.Create(CultureInfo.InvariantCulture, $"scale(0.5,{0.5 * slice.Aspect:0.####})")),
                Html.With("d", path));
        }
    }

    /// <summary>The colour of a class, where there are several, as #RRGGBB.</summary>
    /// <param name="label">The class, from 1.</param>
    /// <param name="chosen">Colours of the classes as #RRGGBB; null for those of other figures.</param>
    public static string ColourText(int label, IReadOnlyList<string>? chosen) => Hex(chosen is not null ? SKColor.Parse(chosen[label - 1]) : FigureColours.OfClass(label));

    private static string Hex(SKColor colour) => $"#{colour.Red:X2}{colour.Green:X2}{colour.Blue:X2}";
}
