using System.Globalization;
using System.Text;
using System.Xml.Linq;
using SsNet.Experiments.Figures;
using SsNet.Experiments.Reports.Page;

namespace SsNet.Experiments.Reports.Charts;

/// <summary>
/// Curves as a drawing of the page: in its colours, light or dark, and of a size at which the numbers can be read on a phone as well as beside other charts.
/// A figure with a background and a font size of its own can do neither.
/// </summary>
internal static class LineChart
{
    private const int Width = 360;
    private const int Height = 210;
    private const int Left = 46;
    private const int Right = 350;
    private const int Top = 10;
    private const int Bottom = 172;
    private const double Visible = 0.7;

    /// <summary>Draws a plot.</summary>
    /// <param name="panel">The curves.</param>
    /// <param name="lastIteration">Where the horizontal axis ends.</param>
    public static XElement Draw(CurvePanel panel, double lastIteration)
    {
        var across = ChartAxis.Around([0, lastIteration], 4, isTight: true);
        var up = ChartAxis.Around(panel.Curves.SelectMany(curve => curve.Values), 4);
        var drawing = Html.Tag("svg", Html.With("viewBox", $"0 0 {Width} {Height}"), Html.With("role", "img"), Html.With("aria-label", Summary(panel)));
        foreach (var mark in up.Marks)
        {
            double y = up.Place(mark.Value, Bottom, Top);
            drawing.Add(ChartParts.Line("grid", Left, y, Right, y), ChartParts.Text("end", Left - 6, y + 4, mark.Text));
        }

        foreach (var mark in across.Marks)
        {
            double x = across.Place(mark.Value, Left, Right);
            drawing.Add(ChartParts.Line("tick", x, Bottom, x, Bottom + 4), ChartParts.Text(mark == across.Marks[^1] && x > Right - 12 ? "end" : "middle", Math.Min(x, Right), Bottom + 17, mark.Text));
        }

        drawing.Add(ChartParts.Line("axis", Left, Bottom, Right, Bottom), ChartParts.Text("middle", (Left + Right) / 2.0, Height - 4, panel.IterationTitle));
        foreach (var (index, curve) in panel.Curves.Index())
        {
            if (Path(curve, across, up) is { Length: > 0 } path) drawing.Add(Html.Styled("path", $"curve {ChartParts.ColourClass(curve.Series ?? index)}", Html.With("d", path), Html.Tag("title", curve.Name)));
        }

        return Html.Tag("figure", Html.Tag("figcaption", Html.Tag("strong", panel.Title), panel.Title.Contains(panel.ValueTitle, StringComparison.OrdinalIgnoreCase) ? null : $" {panel.ValueTitle}"), drawing);
    }

    private static string Path(Curve curve, ChartAxis across, ChartAxis up)
    {
        var path = new StringBuilder();
        var last = (X: double.NaN, Y: double.NaN);
        foreach (var (index, (iteration, value)) in curve.Iterations.Zip(curve.Values).Index())
        {
            // A gap where a value is not finite.
            if (!double.IsFinite(value))
            {
                last = (double.NaN, double.NaN);
                continue;
            }

            var (x, y) = (across.Place(iteration, Left, Right), up.Place(value, Bottom, Top));
            // What nobody could tell from the point before only makes the file larger.
            if (Math.Abs(x - last.X) < Visible && Math.Abs(y - last.Y) < Visible && index < curve.Values.Count - 1) continue;
            // A point that stands alone is a line of no length, of which the round end is seen.
            path.Append(CultureInfo.InvariantCulture, $"{(double.IsNaN(last.X) ? $"M{x:0.#} {y:0.#}h0" : $"L{x:0.#} {y:0.#}")}");
            last = (x, y);
        }

        return path.ToString();
    }

    private static string Summary(CurvePanel panel)
    {
        string Course(Curve curve) => curve.Values.Count == 0 ? $"{curve.Name}: nothing" : string.Create(
            CultureInfo.InvariantCulture, $"{curve.Name}: from {curve.Values[0]:0.####} at {curve.Iterations[0]:0} to {curve.Values[^1]:0.####} at {curve.Iterations[^1]:0}");
        return $"{panel.Title}, {panel.ValueTitle} over {panel.IterationTitle}. {string.Join("; ", panel.Curves.Select(Course))}";
    }
}
