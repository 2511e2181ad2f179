using SkiaSharp;
using SsNet.Experiments.Figures.Surfaces;
using SsNet.Imaging;

namespace SsNet.Experiments.Figures;

/// <summary>
/// Segmentations side by side (Wu et al. 2022, figure 3): one row per case; columns image, truth and one per method. The panels show the slice around what is
/// segmented, and in an inset a part magnified, the same in all panels of a row: where the methods err and differ most. With one class truth and prediction have a colour each; with
/// several, each class has a colour of its own, in which predictions are drawn, and over them the truth in white dashes.
/// </summary>
public static class OverlayFigure
{
    private const int Margin = 16;
    private const int TitleHeight = 32;
    private const int CaptionHeight = 30;
    private const int SurfaceGap = 14;

    /// <summary>Writes the figure; the folder is made when it is missing.</summary>
    /// <param name="path">The file: .png for a picture, .svg for a drawing; without an extension both are written.</param>
    /// <param name="rows">The cases.</param>
    /// <param name="methods">Names of the methods: titles of the columns after image and truth.</param>
    /// <param name="classNames">Names of the classes 1, 2, …: one name for a two-class problem.</param>
    /// <param name="options">How it is drawn; null for the usual way.</param>
    /// <returns>The files.</returns>
    /// <exception cref="ArgumentException">There is no row or no class, a row has not one prediction per method, or sizes differ within a row.</exception>
    /// <exception cref="ReportedException">The file cannot be written.</exception>
    public static IReadOnlyList<string> Save(string path, IReadOnlyList<OverlayRow> rows, IReadOnlyList<string> methods, IReadOnlyList<string> classNames, OverlayOptions? options = null)
    {
        options ??= new OverlayOptions();
        if (rows.Count == 0) throw new ArgumentException("A figure needs at least one row.", nameof(rows));
        if (classNames.Count == 0) throw new ArgumentException("A figure needs the name of at least one class.", nameof(classNames));
        foreach (var row in rows) RequireWhole(row, methods.Count);

        string[] titles = ["Image", "Truth", .. methods];
        int panelWidth = titles.Length <= 6 ? 320 : 240;
        SKColor[] colours = [.. classNames.Select((_, index) => options.Colours is { } chosen ? SKColor.Parse(chosen[index]) : FigureColours.OfClass(index + 1))];
        OverlayPanels[] panels = [.. rows.Select(row => new OverlayPanels(row, options, colours, panelWidth))];
        SurfacePanels?[] surfaces = [.. rows.Select(row => options.Surfaces ? SurfacePanels.Of(row, options.Axis, panelWidth) : null)];
        double limit = SurfacePanels.LimitOf(surfaces);
        var legend = Legend(classNames, colours);

        int width = Margin + TitleHeight + titles.Length * (panelWidth + Margin);
        float legendHeight = FigureLegend.Height(width - 2 * Margin, legend);
        int height = Margin + TitleHeight + panels.Sum(row => row.Height + CaptionHeight) + surfaces.Sum(row => row is null ? 0 : row.Height + SurfaceGap) + (int)legendHeight + Margin;
        return FigureFile.Save(path, width, height, canvas =>
        {
            float Left(int column) => Margin + TitleHeight + column * (panelWidth + Margin);
            for (int column = 0; column < titles.Length; column++) FigureText.Centred(canvas, titles[column], Left(column) + panelWidth / 2f, Margin + TitleHeight - 12, panelWidth);

            float top = Margin + TitleHeight;
            for (int i = 0; i < rows.Count; i++)
            {
                FigureText.Upwards(canvas, rows[i].CaseId, Margin + TitleHeight - 12, top + panels[i].Height / 2f, panels[i].Height);
                for (int column = 0; column < titles.Length; column++)
                {
                    var panel = SKRect.Create(Left(column), top, panelWidth, panels[i].Height);
                    panels[i].Draw(canvas, panel, column);
                    FigureText.Centred(canvas, panels[i].Caption(column), panel.MidX, panel.Bottom + 21, panelWidth);
                }

                top += panels[i].Height + CaptionHeight;
                if (surfaces[i] is not { } strip) continue;
                for (int column = 0; column < titles.Length; column++) strip.Draw(canvas, SKRect.Create(Left(column), top, panelWidth, strip.Height), column, limit);
                top += strip.Height + SurfaceGap;
            }

            FigureLegend.Draw(canvas, width / 2f, top, width - 2 * Margin, legend);
        });
    }

    private static void RequireWhole(OverlayRow row, int methods)
    {
        if (row.Predictions.Count != methods) throw new ArgumentException($"Row {row.CaseId} has {row.Predictions.Count} predictions for {methods} methods.", nameof(row));
        foreach (var prediction in row.Predictions) SliceView.RequireSameSize(row.Image.Geometry, prediction.Labels.Geometry);
        if (row.Truth is not null) SliceView.RequireSameSize(row.Image.Geometry, row.Truth.Geometry);
    }

    private static FigureLegend.Entry[] Legend(IReadOnlyList<string> classNames, SKColor[] colours) => classNames.Count == 1
        ? [new($"{classNames[0]}, truth", FigureColours.Truth), new($"{classNames[0]}, prediction", FigureColours.Prediction)]
        : [.. classNames.Select((name, i) => new FigureLegend.Entry(name, colours[i])), new("truth, over predictions", FigureColours.DashedTruth, LegendMark.RimmedDashes)];
}
