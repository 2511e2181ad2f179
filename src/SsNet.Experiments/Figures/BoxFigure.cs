using ScottPlot;
using ScottPlot.TickGenerators;

namespace SsNet.Experiments.Figures;

/// <summary>The values of one box.</summary>
/// <param name="Name">What they are of, such as a method.</param>
/// <param name="Values">The values; those that are not finite are left out.</param>
public sealed record BoxValues(string Name, IReadOnlyList<double> Values)
{
    /// <summary>Its colour, as <see cref="FigureColours.OfSeries"/> counts them; null for that of its place in the plot.</summary>
    public int? Series { get; init; }
}

/// <summary>One plot of a figure of boxes.</summary>
/// <param name="Title">Its title.</param>
/// <param name="ValueTitle">What the values are, with their unit.</param>
/// <param name="Boxes">The boxes from top to bottom.</param>
public sealed record BoxPanel(string Title, string ValueTitle, IReadOnlyList<BoxValues> Boxes);

/// <summary>
/// Box plots (Tukey 1977): the box from the first to the third quartile with a line at the median, whiskers to the farthest values within 1.5 times its length, and every value as a point. The
/// boxes lie, so that names of any length can be read.
/// </summary>
public static class BoxFigure
{
    private const int MostColumns = 2;
    private const float NameRoom = 190, NameSize = 14;

    /// <summary>Writes the figure; the folder is made when it is missing.</summary>
    /// <param name="path">The file: .png for a picture, .svg for a drawing; without an extension both are written.</param>
    /// <param name="panels">The plots, two to a row.</param>
    /// <param name="headline">What they are all of; null for nothing above them.</param>
    /// <returns>The files.</returns>
    /// <exception cref="ArgumentException">There is no plot.</exception>
    /// <exception cref="Imaging.ReportedException">The file cannot be written.</exception>
    public static IReadOnlyList<string> Save(string path, IReadOnlyList<BoxPanel> panels, string? headline = null) =>
        PlotGrid.Save(path, [.. panels.Select(Draw)], headline, MostColumns, panels.Select(HeightOf).Append(PlotGrid.PanelHeight).Max());

    private static Plot Draw(BoxPanel panel)
    {
        var plot = new Plot();
        var names = new NumericManual();
        for (int i = 0; i < panel.Boxes.Count; i++)
        {
            double[] values = [.. panel.Boxes[i].Values.Where(double.IsFinite).Order()];
            double height = panel.Boxes.Count - i;
            names.AddMajor(height, string.Join('\n', NameOf(panel.Boxes[i])));
            if (values.Length == 0) continue;

            var colour = PlotGrid.ToColor(FigureColours.OfSeries(panel.Boxes[i].Series ?? i));
            AddBox(plot, values, height, colour);

            // Side by side where they would hide each other; the pattern repeats after five, so that neighbours differ.
            Coordinates[] points = [.. values.Select((value, index) => new Coordinates(value, height + 0.08 * (index * 2 % 5 - 2)))];
            plot.Add.Markers(points, MarkerShape.FilledCircle, 6, colour);
        }

        PlotGrid.Describe(plot, panel.Title, panel.ValueTitle, "");
        plot.Axes.Left.TickGenerator = names;
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.SetLimitsY(0.4, panel.Boxes.Count + 0.6);
        return plot;
    }

    // Long names stand in several lines, for which there has to be room beside their boxes.
    private static int HeightOf(BoxPanel panel)
    {
        const int Around = 130, Line = 19, Between = 8;
        return Around + panel.Boxes.Count * (panel.Boxes.Select(box => NameOf(box).Count).DefaultIfEmpty().Max() * Line + Between);
    }

    private static IReadOnlyList<string> NameOf(BoxValues box)
    {
        int defined = box.Values.Count(double.IsFinite);
        return FigureText.Lines(defined == box.Values.Count ? box.Name : $"{box.Name} ({defined} of {box.Values.Count})", NameRoom, NameSize);
    }

    private static void AddBox(Plot plot, double[] values, double height, Color colour)
    {
        const double Half = 0.3, HalfOfEnd = 0.12;
        const float LineWidth = 1.5f, MedianWidth = 3;
        void Line(double fromX, double fromY, double toX, double toY, float width = LineWidth)
        {
            var line = plot.Add.Line(fromX, fromY, toX, toY);
            (line.LineColor, line.LineWidth) = (Colors.Black, width);
        }

        var shape = BoxShape.Of(values);
        foreach (var (from, to) in new[] { (shape.First, shape.Low), (shape.Third, shape.High) })
        {
            Line(from, height, to, height);
            Line(to, height - HalfOfEnd, to, height + HalfOfEnd);
        }

        var box = plot.Add.Rectangle(shape.First, shape.Third, height - Half, height + Half);
        (box.FillColor, box.LineColor, box.LineWidth) = (colour.WithAlpha(0.25), Colors.Black, LineWidth);
        Line(shape.Median, height - Half, shape.Median, height + Half, MedianWidth);
    }
}
