using SkiaSharp;

namespace SsNet.Experiments.Figures;

/// <summary>The panels of a row that show its slice: the image, the truth, and truth and prediction of each method, with a magnified part.</summary>
internal sealed class OverlayPanels
{
    private const float LineWidth = 2.5f, DashWidth = 1.6f;

    private readonly OverlayRow row;
    private readonly IReadOnlyList<SKColor> colours;
    private readonly string sliceText;
    private readonly float[,] image;
    private readonly byte[,]? truth;
    private readonly IReadOnlyList<byte[,]> predictions;
    private readonly SliceWindow window;
    private readonly OverlayInset? inset;
    private readonly double? voxelWidth;

    /// <summary>Chooses what the panels show.</summary>
    /// <param name="row">The case.</param>
    /// <param name="options">Which slice.</param>
    /// <param name="colours">The colours of the classes 1, 2, ….</param>
    /// <param name="width">Width of a panel in pixels.</param>
    public OverlayPanels(OverlayRow row, OverlayOptions options, IReadOnlyList<SKColor> colours, int width)
    {
        this.row = row;
        this.colours = colours;
        var grid = row.Image.Geometry;
        var weights = row.Truth is null ? null : Disagreement.Of(row.Truth, [.. row.Predictions.Select(prediction => prediction.Labels)]);
        var shown = row.Truth ?? (row.Predictions is [var first, ..] ? first.Labels : null);
        var view = shown is null ? SliceView.OfMiddle(grid, options.Axis)
            : options.Slice == OverlaySlice.Disagreement && weights is not null ? SliceView.OfMostWeight(weights, options.Axis)
            : SliceView.OfMostForeground(shown, options.Axis);
        sliceText = grid.Rank == 2 ? "" : $"slice {view.Index + 1} of {grid.Size[view.Axis]}";
        image = view.Of(row.Image);
        truth = row.Truth is null ? null : view.Of(row.Truth);
        predictions = [.. row.Predictions.Select(prediction => view.Of(prediction.Labels))];

        double aspect = view.Aspect(grid);
        voxelWidth = view.VoxelWidth(grid);
        byte[][,] labels = truth is null ? [.. predictions] : [truth, .. predictions];
        window = labels.Length == 0 ? new(0, 0, image.GetLength(0), image.GetLength(1)) : SliceWindow.Around(labels, aspect);
        inset = weights is null ? null : OverlayInset.Of(window, view.Of(weights), labels, aspect);
        Height = (int)Math.Round(width * window.Rows * aspect / window.Columns);
    }

    /// <summary>Height of the panels in pixels, at which pixels keep their shape.</summary>
    public int Height { get; }

    /// <summary>Text under a panel.</summary>
    /// <param name="column">The column: 0 for the image, 1 for the truth, from 2 on the methods.</param>
    public string Caption(int column) => column switch
    {
        0 => sliceText,
        1 => "",
        _ => row.Predictions[column - 2].Caption,
    };

    /// <summary>Draws a panel.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="panel">Where it goes.</param>
    /// <param name="column">The column: 0 for the image, 1 for the truth, from 2 on the methods.</param>
    public void Draw(SKCanvas canvas, SKRect panel, int column)
    {
        if (column == 1 && truth is null)
        {
            FigureText.Centred(canvas, "not segmented", panel.MidX, panel.MidY, panel.Width);
            return;
        }

        DrawPart(canvas, panel, window, column);
        if (column == 0 && voxelWidth is { } mm) ScaleBar.Draw(canvas, panel, window.Columns * mm, isRight: inset is { IsLow: true, IsRight: false });
        if (inset is null) return;
        var place = inset.Place(panel, window);
        DrawPart(canvas, place, inset.Part, column);
        DrawFrame(canvas, place);
        DrawFrame(canvas, window.Place(panel, inset.Part));
    }

    private void DrawPart(SKCanvas canvas, SKRect panel, SliceWindow part, int column)
    {
        canvas.Save();
        canvas.ClipRect(panel);
        var whole = part.PlaceWhole(panel, image.GetLength(0), image.GetLength(1));
        SlicePainter.PaintImage(canvas, panel, image, part);
        bool isOneClass = colours.Count == 1;
        if (column == 1) DrawClasses(canvas, whole, truth!, isOneClass ? [FigureColours.Truth] : colours);
        if (column > 1 && truth is not null && isOneClass) DrawClasses(canvas, whole, truth, [FigureColours.Truth]);
        if (column > 1) DrawClasses(canvas, whole, predictions[column - 2], isOneClass ? [FigureColours.Prediction] : colours);
        if (column > 1 && truth is not null && !isOneClass) DrawDashes(canvas, whole, truth);
        canvas.Restore();
    }

    private static void DrawClasses(SKCanvas canvas, SKRect whole, byte[,] labels, IReadOnlyList<SKColor> colours)
    {
        for (int label = 1; label <= colours.Count; label++) SlicePainter.PaintOutline(canvas, whole, labels, label, colours[label - 1], LineWidth);
    }

    // Over the lines of the predictions, which have the colours of the classes, so that both are seen.
    private void DrawDashes(SKCanvas canvas, SKRect whole, byte[,] labels)
    {
        for (int label = 1; label <= colours.Count; label++) SlicePainter.PaintDashes(canvas, whole, labels, label, FigureColours.DashedTruth, DashWidth);
    }

    private static void DrawFrame(SKCanvas canvas, SKRect place)
    {
        foreach (var (colour, width) in (ReadOnlySpan<(SKColor, float)>)[(SKColors.Black, 3.5f), (SKColors.White, 1.5f)])
        {
            using var stroke = new SKPaint { Color = colour, StrokeWidth = width, Style = SKPaintStyle.Stroke, IsAntialias = true };
            // Within its place, so that nothing goes over the panel's border.
            var frame = place;
            frame.Inflate(-1.75f, -1.75f);
            canvas.DrawRect(frame, stroke);
        }
    }
}
