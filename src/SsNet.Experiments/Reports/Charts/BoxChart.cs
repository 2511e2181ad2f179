using System.Globalization;
using System.Xml.Linq;
using SsNet.Experiments.Figures;
using SsNet.Experiments.Reports.Page;

namespace SsNet.Experiments.Reports.Charts;

/// <summary>A box of a <see cref="BoxChart"/>.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Values">The cases and their values; those that are not finite are left out.</param>
/// <param name="Colour">Its colour, as a style sheet says it.</param>
internal sealed record Box(string Name, IReadOnlyList<(string CaseId, double Value)> Values, string Colour);

/// <summary>
/// Box plots over each other, as a drawing of the page: the name stands above its box, where long ones find room on a phone too. The box reaches
/// from the first to the third quartile, with the median in it; whiskers to the last values within 1.5 times its length; a dot for every case.
/// </summary>
internal static class BoxChart
{
    private const int Width = 360;
    private const int Left = 12;
    private const int Right = 348;
    private const int RowHeight = 46;
    private const int NameLine = 15;
    private const int NameRoom = 280;
    private const int NameSize = 12;
    private const int BoxHeight = 14;
    private const int AxisHeight = 26;

    /// <summary>Draws a chart.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="unit">Unit of the values.</param>
    /// <param name="boxes">The boxes.</param>
    public static XElement Draw(string title, string unit, IReadOnlyList<Box> boxes)
    {
        var axis = ChartAxis.Around(boxes.SelectMany(box => box.Values.Select(item => item.Value)), 5);
        IReadOnlyList<string>[] names = [.. boxes.Select(box => FigureText.Lines(box.Name, NameRoom, NameSize))];
        int[] tops = [.. names.Select((_, row) => row * RowHeight + names[..row].Sum(lines => lines.Count - 1) * NameLine)];
        int bottom = boxes.Count * RowHeight + names.Sum(lines => lines.Count - 1) * NameLine + 4;
        var drawing = Html.Tag("svg", Html.With("viewBox", $"0 0 {Width} {bottom + AxisHeight}"), Html.With("role", "img"), Html.With("aria-label", Summary(title, unit, boxes)));
        foreach (var mark in axis.Marks)
        {
            double x = axis.Place(mark.Value, Left, Right);
            drawing.Add(ChartParts.Line("grid", x, 4, x, bottom), ChartParts.Text(x > Right - 8 ? "end" : x < Left + 8 ? "start" : "middle", x > Right - 8 ? Width : x < Left + 8 ? 4 : x, bottom + 16, mark.Text));
        }

        foreach (var (row, box) in boxes.Index()) drawing.Add(Html.Tag("g", Html.With("style", $"--series:{box.Colour}"), Parts(box, names[row], tops[row], value => axis.Place(value, Left, Right))));
        return Html.Tag("figure", Html.Tag("figcaption", Html.Tag("strong", title), $" {unit}"), drawing);
    }

    private static IEnumerable<XElement> Parts(Box box, IReadOnlyList<string> name, double top, Func<double, double> place)
    {
        (string CaseId, double Value)[] values = [.. box.Values.Where(item => double.IsFinite(item.Value)).OrderBy(item => item.Value)];
        foreach (var (line, text) in name.Index()) yield return ChartParts.Text("name", "start", Left, top + 16 + line * NameLine, text);
        if (values.Length == 0)
        {
            yield return ChartParts.Text("value", "end", Right, top + 16, "undefined");
            yield break;
        }

        var (low, first, median, third, high) = BoxShape.Of([.. values.Select(item => item.Value)]);
        double middle = top + 33 + (name.Count - 1) * NameLine, upper = middle - BoxHeight / 2.0, lower = middle + BoxHeight / 2.0;
        yield return ChartParts.Text("value", "end", Right, top + 16, Text(median));
        yield return ChartParts.Line("whisker", place(low), middle, place(first), middle);
        yield return ChartParts.Line("whisker", place(third), middle, place(high), middle);
        yield return Html.Styled("rect", "box", Html.With("x", place(first)), Html.With("y", upper), Html.With("width", Math.Max(0.5, place(third) - place(first))), Html.With("height", BoxHeight), Html.With("rx", 2));
        foreach (var (index, (caseId, value)) in values.Index())
        {
            // Neighbours lie on three levels, so that they hide each other less.
            double y = middle + (index % 3 - 1) * 4;
            yield return Html.Styled("circle", "dot", Html.With("cx", place(value)), Html.With("cy", y), Html.With("r", 2.2), Html.Tag("title", $"{caseId}: {Text(value)}"));
        }

        yield return ChartParts.Line("median", place(median), upper - 2, place(median), lower + 2);
    }

    private static string Summary(string title, string unit, IReadOnlyList<Box> boxes)
    {
        string Course(Box box)
        {
            double[] ordered = [.. box.Values.Select(item => item.Value).Where(double.IsFinite).Order()];
            return ordered.Length == 0 ? $"{box.Name} undefined" : $"{box.Name} {Text(BoxShape.Of(ordered).Median)} ({Text(ordered[0])} to {Text(ordered[^1])})";
        }

        return $"{title} in {unit}, median (range): {string.Join("; ", boxes.Select(Course))}";
    }

    private static string Text(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
