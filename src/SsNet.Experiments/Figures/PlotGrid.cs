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
    private const int HeadlineHeight = 40;
    private const float HeadlineSize = 22;
    private const int LegendLine = 20;

    /// <summary>Writes the figure; the folder is made when it is missing.</summary>
    /// <param name="path">The file: .png for a picture, .svg for a drawing; without an extension both are written.</param>
    /// <param name="plots">The plots.</param>
    /// <param name="headline">What they are all of; null for nothing above them.</param>
    /// <param name="mostColumns">How many stand in a row at most.</param>
    /// <returns>The files.</returns>
    /// <exception cref="ArgumentException">There is no plot.</exception>
    /// <exception cref="Imaging.ReportedException">The file cannot be written.</exception>
    public static IReadOnlyList<string> Save(string path, IReadOnlyList<Plot> plots, string? headline, int mostColumns = MostColumns)
    {
        if (plots.Count == 0) throw new ArgumentException("A figure needs at least one plot.", nameof(plots));
        int columns = Math.Min(plots.Count, mostColumns), rows = (plots.Count + columns - 1) / columns;
        int top = headline is null ? 0 : HeadlineHeight, width = columns * PanelWidth;
        // Names under each other take their room below the plot, not from it.
        int height = PanelHeight + plots.Max(plot => plot.Legend.Orientation == Orientation.Vertical ? LegendLine * NamesIn(plot) : 0);
        return FigureFile.Save(path, width, top + rows * height, canvas =>
        {
            if (headline is not null) FigureText.Centred(canvas, headline, width / 2f, HeadlineHeight - 8, width - 2 * Margin, HeadlineSize);
            for (int i = 0; i < plots.Count; i++)
            {
                float left = i % columns * PanelWidth, above = top + i / columns * height;
                plots[i].Render(canvas, new PixelRect(left + Margin, left + PanelWidth - Margin, above + height - Margin, above + Margin));
            }
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
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
        FigureFont.UseIn(plot);

        // Otherwise each plot would wipe away the ones before.
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
    }

    /// <summary>Shows the names of a plot's lines below it, where they cover none: beside each other, or long ones under each other and so small that the longest fits.</summary>
    /// <param name="plot">The plot with its lines.</param>
    public static void ShowNames(Plot plot)
    {
        const float Size = 14, Mark = 115, Short = PanelWidth / 4f;
        // An empty legend would leave no room for the plot.
        if (NamesIn(plot) == 0) return;
        float longest = plot.PlottableList.SelectMany(line => line.LegendItems).Max(item => FigureText.Width(item.LabelText, Size));
        plot.ShowLegend(Edge.Bottom);
        // After that, which would put them beside each other.
        plot.Legend.Orientation = longest > Short ? Orientation.Vertical : Orientation.Horizontal;
        plot.Legend.FontSize = Size * MathF.Min(1, (PanelWidth - 2 * Margin - Mark) / longest);
    }

    /// <summary>How the line of a series is drawn: colours come again after seven, dashes tell the lines of one colour apart.</summary>
    /// <param name="index">Which series, from 0.</param>
    public static LinePattern PatternOf(int index) => (index / FigureColours.SeriesCount % 3) switch { 0 => LinePattern.Solid, 1 => LinePattern.Dashed, _ => LinePattern.Dotted };

    /// <summary>A colour as plots want it.</summary>
    /// <param name="colour">The colour.</param>
    public static Color ToColor(SKColor colour) => new(colour.Red, colour.Green, colour.Blue);

    private static int NamesIn(Plot plot) => plot.PlottableList.SelectMany(line => line.LegendItems).Count(item => item.LabelText.Length > 0);
}
