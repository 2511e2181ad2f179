using ScottPlot;
using SkiaSharp;

namespace SsNet.Experiments.Figures;

/// <summary>A line of a plot.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Iterations">Where its points are on the horizontal axis.</param>
/// <param name="Values">The points' values; those that are not finite are left out.</param>
public sealed record Curve(string Name, IReadOnlyList<double> Iterations, IReadOnlyList<double> Values);

/// <summary>One plot of a figure.</summary>
/// <param name="Title">Its title.</param>
/// <param name="ValueTitle">What the vertical axis shows, with its unit.</param>
/// <param name="Curves">The lines.</param>
/// <param name="IterationTitle">What the horizontal axis shows.</param>
public sealed record CurvePanel(string Title, string ValueTitle, IReadOnlyList<Curve> Curves, string IterationTitle = "iteration");

/// <summary>Curves over the course of training, in one or more plots side by side.</summary>
public static class CurvesFigure
{
    private const int PanelWidth = 640;
    private const int PanelHeight = 480;
    private const int Margin = 12;
    private const int MostColumns = 3;

    /// <summary>Writes the figure; the folder is made when it is missing.</summary>
    /// <param name="path">The file: .svg for a drawing, anything else for a PNG picture.</param>
    /// <param name="panels">The plots, three to a row.</param>
    /// <exception cref="ArgumentException">There is no plot, or a line has not as many values as iterations.</exception>
    public static void Save(string path, IReadOnlyList<CurvePanel> panels)
    {
        if (panels.Count == 0) throw new ArgumentException("A figure needs at least one plot.", nameof(panels));
        int columns = Math.Min(panels.Count, MostColumns);
        int rows = (panels.Count + columns - 1) / columns;
        // A name has one colour in all plots.
        string[] names = [.. panels.SelectMany(panel => panel.Curves.Select(curve => curve.Name)).Distinct()];
        Plot[] plots = [.. panels.Select(panel => Draw(panel, names))];

        FigureFile.Save(path, columns * PanelWidth, rows * PanelHeight, canvas =>
        {
            for (int i = 0; i < plots.Length; i++)
            {
                float left = i % columns * PanelWidth, top = i / columns * PanelHeight;
                plots[i].Render(canvas, new PixelRect(left + Margin, left + PanelWidth - Margin, top + PanelHeight - Margin, top + Margin));
            }
        });
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
            var line = plot.Add.ScatterLine(points, ToColor(FigureColours.OfSeries(Array.IndexOf(names, curve.Name))));
            line.LineWidth = 2;
            line.LegendText = curve.Name;
        }

        plot.Title(panel.Title, 20);
        plot.XLabel(panel.IterationTitle, 16);
        plot.YLabel(panel.ValueTitle, 16);
        plot.Axes.Bottom.TickLabelStyle.FontSize = 14;
        plot.Axes.Left.TickLabelStyle.FontSize = 14;
        plot.Axes.Title.Label.Bold = false;
        plot.Legend.FontSize = 14;
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.Orientation = Orientation.Horizontal;

        // Below the plot, where it covers no curve; an empty legend there would leave no room for the plot.
        if (panel.Curves.Count > 0) plot.ShowLegend(Edge.Bottom);
        FigureFont.UseIn(plot);

        // Otherwise each plot would wipe away the ones before.
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        return plot;
    }

    private static Color ToColor(SKColor colour) => new(colour.Red, colour.Green, colour.Blue);
}
