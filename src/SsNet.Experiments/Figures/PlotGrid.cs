using ScottPlot;
using SkiaSharp;

namespace SsNet.Experiments.Figures;

/// <summary>Plots with axes, side by side in one figure, all in one style.</summary>
internal static class PlotGrid
{
    private const int PanelWidth = 640;
    internal const int PanelHeight = 480;
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
    /// <param name="panelHeight">How high a plot is in pixels, with its titles but without names under each other.</param>
    /// <returns>The files.</returns>
    /// <exception cref="ArgumentException">There is no plot.</exception>
    /// <exception cref="Imaging.ReportedException">The file cannot be written.</exception>
    public static IReadOnlyList<string> Save(string path, IReadOnlyList<Plot> plots, string? headline, int mostColumns = MostColumns, int panelHeight = PanelHeight)
    {
        if (plots.Count == 0) throw new ArgumentException("A figure needs at least one plot.", nameof(plots));
        int columns = Math.Min(plots.Count, mostColumns);
        int top = headline is null ? 0 : HeadlineHeight, width = columns * PanelWidth;
        // Names under each other take their room below the plot, not from it.
        int[] heights = [.. plots.Select(plot => panelHeight + LegendLine * LinesIn(plot))];
        int[] rows = [.. heights.Chunk(columns).Select(row => row.Max())];
        return FigureFile.Save(path, width, top + rows.Sum(), canvas =>
        {
            if (headline is not null) FigureText.Centred(canvas, headline, width / 2f, HeadlineHeight - 8, width - 2 * Margin, HeadlineSize);
            for (int i = 0; i < plots.Count; i++)
            {
                float left = i % columns * PanelWidth, above = top + rows[..(i / columns)].Sum();
                plots[i].Render(canvas, new PixelRect(left + Margin, left + PanelWidth - Margin, above + heights[i] - Margin, above + Margin));
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

    /// <summary>Shows the names of a plot's lines below it, where they cover none: beside each other, or many and long ones under each other, broken where they are longer than the plot is wide.</summary>
    /// <param name="plot">The plot with its lines.</param>
    public static void ShowNames(Plot plot)
    {
        const float Size = 14, SizeOfLong = 12, SymbolWidth = 30, Between = 25, Room = 500;
        string[] names = NamesIn(plot);
        // An empty legend would leave no room for the plot.
        if (names.Length == 0) return;
        float longest = names.Max(name => FigureText.Width(name, Size));
        float size = longest > Room ? SizeOfLong : Size;
        foreach (var line in plot.PlottableList.OfType<ScottPlot.Plottables.Scatter>()) line.LegendText = string.Join('\n', FigureText.Lines(line.LegendText, Room, size));
        plot.ShowLegend(Edge.Bottom);
        // After that, which would put them beside each other, in so many lines that some could be cut off. The symbol is long enough to tell dashes.
        plot.Legend.Orientation = names.Length * (longest + SymbolWidth + Between) > Room ? Orientation.Vertical : Orientation.Horizontal;
        (plot.Legend.FontSize, plot.Legend.SymbolWidth) = (size, SymbolWidth);
    }

    /// <summary>How the line of a series is drawn: colours come again after seven, dashes tell the lines of one colour apart. There are five kinds.</summary>
    /// <param name="index">Which series, from 0.</param>
    public static LinePattern PatternOf(int index) => (index / FigureColours.SeriesCount % 5) switch
    {
        0 => LinePattern.Solid,
        1 => LinePattern.Dashed,
        2 => LinePattern.Dotted,
        3 => new LinePattern([12, 4, 2, 4], 0, "dash and dot"),
        _ => new LinePattern([12, 4, 2, 4, 2, 4], 0, "dash and two dots"),
    };

    /// <summary>A colour as plots want it.</summary>
    /// <param name="colour">The colour.</param>
    public static Color ToColor(SKColor colour) => new(colour.Red, colour.Green, colour.Blue);

    // How many lines of names stand under each other. Every name has as much room as the longest.
    private static int LinesIn(Plot plot) => plot.Legend.Orientation == Orientation.Vertical && NamesIn(plot) is { Length: > 0 } names ? names.Length * names.Max(name => name.Split('\n').Length) : 0;

    private static string[] NamesIn(Plot plot) => [.. plot.PlottableList.SelectMany(line => line.LegendItems).Select(item => item.LabelText).Where(name => name.Length > 0)];
}
