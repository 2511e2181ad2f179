using SkiaSharp;
using SsNet.Data;

namespace SsNet.Experiments.Figures;

/// <summary>The magnified part of a row's panels: the same for all, so that they can be compared.</summary>
/// <param name="Part">What is magnified: where the methods err and differ most along the borders of classes. The middle of an organ that a method missed has no line to be seen.</param>
/// <param name="IsRight">Whether the inset is at the right of the panel.</param>
/// <param name="IsLow">Whether it is at the bottom.</param>
internal sealed record OverlayInset(SliceWindow Part, bool IsRight, bool IsLow)
{
    /// <summary>How many times larger the inset shows the part than the panel does.</summary>
    public const float Zoom = 2.2f;

    private const float Share = 0.4f;

    /// <summary>Chooses what to magnify, and the corner where the inset hides least.</summary>
    /// <param name="window">What the panels show.</param>
    /// <param name="weights">How much each pixel of the slice tells (<see cref="Disagreement"/>).</param>
    /// <param name="labels">All label maps of the slice.</param>
    /// <param name="aspect">Height of a pixel over its width.</param>
    /// <returns>The inset; null where all agree.</returns>
    public static OverlayInset? Of(SliceWindow window, int[,] weights, IReadOnlyList<byte[,]> labels, double aspect)
    {
        double side = Math.Min(window.Columns, window.Rows * aspect) * Share / Zoom;
        if (window.OfMost(weights, Borders(labels), side, aspect) is not { } part) return null;
        OverlayInset[] corners = [new(part, true, true), new(part, false, true), new(part, true, false), new(part, false, false)];
        return corners.MinBy(corner => corner.Hidden(window, labels));
    }

    /// <summary>Where the inset goes.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="window">What it shows.</param>
    public SKRect Place(SKRect panel, SliceWindow window)
    {
        var part = window.Place(panel, Part);
        float width = Zoom * part.Width, height = Zoom * part.Height;
        return SKRect.Create(IsRight ? panel.Right - width : panel.Left, IsLow ? panel.Bottom - height : panel.Top, width, height);
    }

    // Per pixel the label maps in which the one below or to the right is of another class.
    private static int[,] Borders(IReadOnlyList<byte[,]> labels)
    {
        int rows = labels[0].GetLength(0), columns = labels[0].GetLength(1);
        var borders = new int[rows, columns];
        foreach (byte[,] slice in labels)
        {
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++)
                {
                    byte label = slice[row, column];
                    if (slice[Math.Min(row + 1, rows - 1), column] != label || slice[row, Math.Min(column + 1, columns - 1)] != label) borders[row, column]++;
                }
            }
        }

        return borders;
    }

    // Pixels of the classes under the inset; those that are magnified weigh most.
    private int Hidden(SliceWindow window, IReadOnlyList<byte[,]> labels)
    {
        var place = Place(SKRect.Create(window.Column, window.Row, window.Columns, window.Rows), window);
        int hidden = 0;
        for (int row = window.Row; row < window.Row + window.Rows; row++)
        {
            for (int column = window.Column; column < window.Column + window.Columns; column++)
            {
                if (!place.Contains(column + 0.5f, row + 0.5f)) continue;
                if (labels.Any(slice => slice[row, column] is not (0 or Case.Ignored))) hidden++;
                if (row >= Part.Row && row < Part.Row + Part.Rows && column >= Part.Column && column < Part.Column + Part.Columns) hidden += 1000;
            }
        }

        return hidden;
    }
}
