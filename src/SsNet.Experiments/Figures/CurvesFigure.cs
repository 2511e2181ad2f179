using ScottPlot;

namespace SsNet.Experiments.Figures;

/// <summary>A line of a plot.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Iterations">Where its points are on the horizontal axis.</param>
/// <param name="Values">The points' values; those that are not finite are left out.</param>
public sealed record Curve(string Name, IReadOnlyList<double> Iterations, IReadOnlyList<double> Values)
{
    /// <summary>Its colour and dashes, as <see cref="FigureColours.OfSeries"/> counts them; null for those of its name's place among all names of the figure.</summary>
    public int? Series { get; init; }
}

/// <summary>One plot of a figure.</summary>
/// <param name="Title">Its title.</param>
/// <param name="ValueTitle">What the vertical axis shows, with its unit.</param>
/// <param name="Curves">The lines.</param>
/// <param name="IterationTitle">What the horizontal axis shows.</param>
public sealed record CurvePanel(string Title, string ValueTitle, IReadOnlyList<Curve> Curves, string IterationTitle = "iteration");

/// <summary>Curves over the course of training, in one or more plots side by side.</summary>
public static class CurvesFigure
{
    /// <summary>Writes the figure; the folder is made when it is missing.</summary>
    /// <param name="path">The file: .png for a picture, .svg for a drawing; without an extension both are written.</param>
    /// <param name="panels">The plots, three to a row.</param>
    /// <param name="headline">What they are all of; null for nothing above them.</param>
    /// <returns>The files.</returns>
    /// <exception cref="ArgumentException">There is no plot, or a line has not as many values as iterations.</exception>
    /// <exception cref="Imaging.ReportedException">The file cannot be written.</exception>
    public static IReadOnlyList<string> Save(string path, IReadOnlyList<CurvePanel> panels, string? headline = null) => PlotGrid.Save(path, Draw(panels), headline);

    private static Plot[] Draw(IReadOnlyList<CurvePanel> panels)
    {
        // A name has one colour in all plots.
        string[] names = [.. panels.SelectMany(panel => panel.Curves.Select(curve => curve.Name)).Distinct()];
        return [.. panels.Select(panel => Draw(panel, names))];
    }

    private static Plot Draw(CurvePanel panel, string[] names)
    {
        var plot = new Plot();
        foreach (var curve in panel.Curves)
        {
            if (curve.Iterations.Count != curve.Values.Count)
            {
                throw new ArgumentException($"Curve {curve.Name} has {curve.Values.Count} values at {curve.Iterations.Count} iterations.", nameof(panel));
            }

            Coordinates[] points = [.. curve.Iterations.Zip(curve.Values, (x, y) => new Coordinates(x, y)).Where(point => double.IsFinite(point.Y))];
            int series = curve.Series ?? Array.IndexOf(names, curve.Name);
            var line = plot.Add.ScatterLine(points, PlotGrid.ToColor(FigureColours.OfSeries(series)));
            (line.LineWidth, line.LinePattern) = (2, PlotGrid.PatternOf(series));
            line.LegendText = curve.Name;
        }

        PlotGrid.Describe(plot, panel.Title, panel.IterationTitle, panel.ValueTitle);
        PlotGrid.ShowNames(plot);

        // Around one value, such as a constant learning rate, a plot would choose an axis in which it looks like 0.
        double[] values = [.. panel.Curves.SelectMany(curve => curve.Values).Where(double.IsFinite).Distinct().Take(2)];
        if (values is [var only] && only != 0) plot.Axes.SetLimitsY(only - Math.Abs(only) / 2, only + Math.Abs(only) / 2);
        return plot;
    }
}
