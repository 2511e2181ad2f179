using ScottPlot;
using SkiaSharp;

namespace SsNet.Experiments.Figures;

/// <summary>Plots with axes, side by side in one figure, all in one style.</summary>
internal static class PlotGrid
{
    private const int PanelWidth = 640;
    private const int PanelHeight = 480;
    private const int Margin = 12;
    private const int MostColumns = 3;

    /// <summary>Writes the figure; the folder is made when it is missing.</summary>
    /// <param name="path">The file: .png for a picture, .svg for a drawing; without an extension both are written.</param>
    /// <param name="plots">The plots.</param>
    /// <param name="mostColumns">How many stand in a row at most.</param>
    /// <returns>The files.</returns>
    /// <exception cref="ArgumentException">There is no plot.</exception>
    /// <exception cref="Imaging.ReportedException">The file cannot be written.</exception>
    public static IReadOnlyList<string> Save(string path, IReadOnlyList<Plot> plots, int mostColumns = MostColumns)
    {
        if (plots.Count == 0) throw new ArgumentException("A figure needs at least one plot.", nameof(plots));
        int columns = Math.Min(plots.Count, mostColumns), rows = (plots.Count + columns - 1) / columns;
        return FigureFile.Save(path, columns * PanelWidth, rows * PanelHeight, canvas =>
        {
            for (int i = 0; i < plots.Count; i++) Draw(canvas, plots[i], i % columns * PanelWidth, i / columns * PanelHeight);
        });
    }

    /// <summary>Gives a plot its titles and the style of all figures.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="title">Its title.</param>
    /// <param name="horizontal">What the horizontal axis shows, with its unit.</param>
    /// <param name="vertical">What the vertical axis shows, with its unit.</param>
    public static void Describe(Plot plot, string title, string horizontal, string vertical)
    {
        plot.Title(title, 20);
        plot.XLabel(horizontal, 16);
        plot.YLabel(vertical, 16);
        plot.Axes.Bottom.TickLabelStyle.FontSize = 14;
        plot.Axes.Left.TickLabelStyle.FontSize = 14;
        plot.Axes.Title.Label.Bold = false;
        plot.Legend.FontSize = 14;
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.Orientation = Orientation.Horizontal;
        FigureFont.UseIn(plot);

        // Otherwise each plot would wipe away the ones before.
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
    }

    /// <summary>A colour as plots want it.</summary>
    /// <param name="colour">The colour.</param>
    public static Color ToColor(SKColor colour) => new(colour.Red, colour.Green, colour.Blue);

    private static void Draw(SKCanvas canvas, Plot plot, float left, float top) =>
        plot.Render(canvas, new PixelRect(left + Margin, left + PanelWidth - Margin, top + PanelHeight - Margin, top + Margin));
}
