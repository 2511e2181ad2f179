using SkiaSharp;
using SsNet.Data;

namespace SsNet.Experiments.Figures;

/// <summary>A part of a slice.</summary>
/// <param name="Row">Its first row.</param>
/// <param name="Column">Its first column.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Columns">How many columns.</param>
internal readonly record struct SliceWindow(int Row, int Column, int Rows, int Columns)
{
    // How much more than the labels is shown of the slice.
    private const double Surroundings = 1.5;

    // A speck would be seen as little when it fills the picture as when it is lost in it.
    private const double LeastShare = 0.25;

    /// <summary>The part around everything that is labelled, square in the world as far as the slice reaches; the whole slice where nothing is labelled.</summary>
    /// <param name="labels">Label maps of the slice.</param>
    /// <param name="aspect">Height of a pixel over its width.</param>
    public static SliceWindow Around(IReadOnlyList<byte[,]> labels, double aspect)
    {
        int rows = labels[0].GetLength(0), columns = labels[0].GetLength(1);
        int top = rows, bottom = -1, left = columns, right = -1;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                if (labels.All(slice => slice[row, column] is 0 or Case.Ignored)) continue;
                (top, bottom) = (Math.Min(top, row), row);
                (left, right) = (Math.Min(left, column), Math.Max(right, column));
            }
        }

        if (bottom < 0) return new(0, 0, rows, columns);
        double side = Math.Max(Surroundings * Math.Max((bottom - top + 1) * aspect, right - left + 1), LeastShare * Math.Min(rows * aspect, columns));
        var (firstRow, height) = Along((top + bottom) / 2.0, rows, side / aspect);
        var (firstColumn, width) = Along((left + right) / 2.0, columns, side);
        return new(firstRow, firstColumn, height, width);
    }

    /// <summary>A square part in which there is much of two weights at once, by their sums' product, within this one; the first of several.</summary>
    /// <param name="first">A weight of every pixel of the slice.</param>
    /// <param name="second">Another.</param>
    /// <param name="side">How long its sides are, in columns.</param>
    /// <param name="aspect">Height of a pixel over its width.</param>
    /// <returns>The part; null where the weights are nowhere together.</returns>
    public SliceWindow? OfMost(int[,] first, int[,] second, double side, double aspect)
    {
        int height = Math.Clamp((int)Math.Round(side / aspect), 1, Rows), width = Math.Clamp((int)Math.Round(side), 1, Columns);
        long[,] firstSums = Sums(first), secondSums = Sums(second);
        SliceWindow? best = null;
        long most = 0;
        for (int row = 0; row + height <= Rows; row++)
        {
            for (int column = 0; column + width <= Columns; column++)
            {
                long Within(long[,] sums) => sums[row + height, column + width] - sums[row, column + width] - sums[row + height, column] + sums[row, column];
                long product = Within(firstSums) * Within(secondSums);
                if (product > most) (most, best) = (product, new(Row + row, Column + column, height, width));
            }
        }

        return best;
    }

    /// <summary>This part with pixels around it, as far as the slice reaches.</summary>
    /// <param name="border">How many at every side.</param>
    /// <param name="rows">Rows of the slice.</param>
    /// <param name="columns">Columns of the slice.</param>
    public SliceWindow Grown(int border, int rows, int columns)
    {
        int top = Math.Max(0, Row - border), left = Math.Max(0, Column - border);
        return new(top, left, Math.Min(rows, Row + Rows + border) - top, Math.Min(columns, Column + Columns + border) - left);
    }

    /// <summary>Where the whole slice lies when this part fills a panel.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="rows">Rows of the slice.</param>
    /// <param name="columns">Columns of the slice.</param>
    public SKRect PlaceWhole(SKRect panel, int rows, int columns)
    {
        float x = panel.Width / Columns, y = panel.Height / Rows;
        return SKRect.Create(panel.Left - Column * x, panel.Top - Row * y, columns * x, rows * y);
    }

    /// <summary>Where another part lies when this one fills a panel.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="part">The other part.</param>
    public SKRect Place(SKRect panel, SliceWindow part)
    {
        float x = panel.Width / Columns, y = panel.Height / Rows;
        return SKRect.Create(panel.Left + (part.Column - Column) * x, panel.Top + (part.Row - Row) * y, part.Columns * x, part.Rows * y);
    }

    // The sum of every part that begins at the corner of this one.
    private long[,] Sums(int[,] weights)
    {
        var sums = new long[Rows + 1, Columns + 1];
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                sums[row + 1, column + 1] = weights[Row + row, Column + column] + sums[row, column + 1] + sums[row + 1, column] - sums[row, column];
            }
        }

        return sums;
    }

    private static (int First, int Count) Along(double middle, int length, double wanted)
    {
        int count = Math.Min(length, (int)Math.Ceiling(wanted));
        return (Math.Clamp((int)Math.Round(middle - (count - 1) / 2.0), 0, length - count), count);
    }
}
