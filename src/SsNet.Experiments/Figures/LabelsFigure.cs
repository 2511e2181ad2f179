using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace SsNet.Experiments.Figures;

/// <summary>What a method reached with a number of labelled cases.</summary>
/// <param name="Labelled">The labelled cases, at least 1.</param>
/// <param name="Values">What every seed reached.</param>
public sealed record LabelsPoint(int Labelled, IReadOnlyList<double> Values);

/// <summary>A method's line.</summary>
/// <param name="Name">The method.</param>
/// <param name="Points">Its points by the number of labels.</param>
public sealed record LabelsLine(string Name, IReadOnlyList<LabelsPoint> Points)
{
    /// <summary>Its colour, mark and dashes, as <see cref="FigureColours.OfSeries"/> counts them; null for those of its place among the lines.</summary>
    public int? Series { get; init; }
}

/// <summary>A score against the number of labelled cases: a line per method through the means, and every seed as a point. The axis is logarithmic: each label tells more where there are few.</summary>
public static class LabelsFigure
{
    private static readonly MarkerShape[] Shapes = [MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond, MarkerShape.FilledTriangleDown];

    /// <summary>Writes the figure; the folder is made when it is missing.</summary>
    /// <param name="path">The file: .png for a picture, .svg for a drawing; without an extension both are written.</param>
    /// <param name="title">Its title.</param>
    /// <param name="labelledTitle">What is labelled, such as labelled scans.</param>
    /// <param name="valueTitle">What the values are, with their unit.</param>
    /// <param name="lines">The lines.</param>
    /// <returns>The files.</returns>
    /// <exception cref="Imaging.ReportedException">The file cannot be written.</exception>
    public static IReadOnlyList<string> Save(string path, string title, string labelledTitle, string valueTitle, IReadOnlyList<LabelsLine> lines)
    {
        var plot = new Plot();
        foreach (var (index, line) in lines.Index())
        {
            int series = line.Series ?? index;
            var colour = PlotGrid.ToColor(FigureColours.OfSeries(series));
            var shape = Shapes[series % Shapes.Length];
            var points = line.Points.OrderBy(point => point.Labelled).Where(point => point.Values.Any(double.IsFinite)).ToList();
            Coordinates[] means = [.. points.Select(point => new Coordinates(PlaceOf(point.Labelled), point.Values.Where(double.IsFinite).Average()))];
            var drawn = plot.Add.Scatter(means, colour);
            drawn.LegendText = line.Name;
            (drawn.LineWidth, drawn.LinePattern, drawn.MarkerShape, drawn.MarkerSize) = (2, PlotGrid.PatternOf(series), shape, 11);
            var seeds = points.Where(point => point.Values.Count > 1).SelectMany(point => point.Values.Where(double.IsFinite).Select(value => new Coordinates(PlaceOf(point.Labelled), value)));
            plot.Add.Markers(seeds.ToArray(), shape, 5, colour);
        }

        var ticks = new NumericManual();
        int[] counts = [.. lines.SelectMany(line => line.Points.Select(point => point.Labelled)).Distinct().Order()];
        foreach (int count in counts) ticks.AddMajor(PlaceOf(count), count.ToString(CultureInfo.InvariantCulture));
        PlotGrid.Describe(plot, title, labelledTitle, valueTitle);
        plot.Axes.Bottom.TickGenerator = ticks;
        const double Margin = 0.2;
        plot.Axes.SetLimitsX(PlaceOf(counts[0]) - Margin, PlaceOf(counts[^1]) + Margin);
        PlotGrid.ShowNames(plot);
        return PlotGrid.Save(path, [plot], headline: null);
    }

    private static double PlaceOf(int labelled) => Math.Log2(labelled);
}
