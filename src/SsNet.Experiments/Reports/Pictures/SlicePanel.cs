using System.Globalization;
using System.Text;
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
    public static XElement Image(ShownSlice slice) => Panel("panel", slice, "image", []);

    /// <summary>The image with the truth; null where nobody segmented it.</summary>
    /// <param name="slice">The slice.</param>
    public XElement? Truth(ShownSlice slice) => slice.Truth is null ? null : Panel("panel", slice, "truth", Outlines(slice, slice.Truth, FigureColours.Truth));

    /// <summary>The image with the prediction and, of one class, the truth.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="predicted">The predicted classes.</param>
    /// <param name="name">What the panel is called.</param>
    /// <param name="style">A further class of the style sheet.</param>
    public XElement Prediction(ShownSlice slice, byte[,] predicted, string name, string style = "") => Panel(
        $"panel {style}".TrimEnd(), slice, name,
        [.. IsOneClass && slice.Truth is not null ? Outlines(slice, slice.Truth, FigureColours.Truth) : [], .. Outlines(slice, predicted, FigureColours.Prediction)]);

    /// <summary>Which colour is what.</summary>
    public XElement Legend() => Html.Styled("ul", "legend", Entries().Select(entry => Html.Tag("li", Html.Styled("span", "swatch", Html.With("style", $"background:{Hex(entry.Colour)}")), entry.Name)));

    private IEnumerable<(string Name, SKColor Colour)> Entries() => IsOneClass
        ? [($"{classNames[0]}, truth", FigureColours.Truth), ($"{classNames[0]}, prediction", FigureColours.Prediction)]
        : classNames.Select((name, index) => (name, ColourOf(index + 1)));

    private static XElement Panel(string style, ShownSlice slice, string name, IEnumerable<XElement> outlines) => Html.Styled(
        "div", style,
        Html.Tag(
            "svg",
            Html.With("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {slice.Columns} {slice.Height:0.##}")),
            Html.With("role", "img"),
            Html.With("aria-label", name),
            Html.Tag("use", Html.With("href", $"#{slice.ImageId}")),
            outlines),
        Html.Tag("span", name));

    private IEnumerable<XElement> Outlines(ShownSlice slice, byte[,] labels, SKColor only)
    {
        for (int label = 1; label <= classNames.Count; label++)
        {
            var path = new StringBuilder();
            // Outlines run through the middles of pixels' sides: in half pixels all numbers are whole, and the drawing is small.
            foreach (var (start, end) in Contour.Of(labels, label))
            {
                var (x, y) = ((int)(2 * start.X), (int)(2 * start.Y));
                path.Append(CultureInfo.InvariantCulture, $"M{x} {y}l{(int)(2 * end.X) - x} {(int)(2 * end.Y) - y}");
            }

            if (path.Length == 0) continue;
            yield return Html.Styled(
                "path", "outline",
                Html.With("stroke", Hex(IsOneClass ? only : ColourOf(label))),
                Html.With("transform", string.Create(CultureInfo.InvariantCulture, $"scale(0.5,{0.5 * slice.Aspect:0.####})")),
                Html.With("d", path.ToString()));
        }
    }

    private SKColor ColourOf(int label) => colours is not null ? SKColor.Parse(colours[label - 1]) : FigureColours.OfClass(label);

    private static string Hex(SKColor colour) => $"#{colour.Red:X2}{colour.Green:X2}{colour.Blue:X2}";
}
