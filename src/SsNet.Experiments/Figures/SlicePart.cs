using SsNet.Data;

namespace SsNet.Experiments.Figures;

/// <summary>A part of a slice that is shown alone, so that small structures can be seen.</summary>
/// <param name="Row">Its first row.</param>
/// <param name="Column">Its first column.</param>
/// <param name="Rows">Its number of rows.</param>
/// <param name="Columns">Its number of columns.</param>
internal readonly record struct SlicePart(int Row, int Column, int Rows, int Columns)
{
    /// <summary>The square around what is labelled, <see cref="Case.Ignored"/> pixels aside, with half its length more; the whole slice where nothing is labelled or the square has no room.</summary>
    /// <param name="labels">Class of every pixel of the slice.</param>
    public static SlicePart Around(byte[,] labels)
    {
        int rows = labels.GetLength(0), columns = labels.GetLength(1);
        var (top, bottom, left, right) = (rows, -1, columns, -1);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                if (labels[row, column] is 0 or Case.Ignored) continue;
                (top, bottom, left, right) = (Math.Min(top, row), Math.Max(bottom, row), Math.Min(left, column), Math.Max(right, column));
            }
        }

        int side = Math.Max(bottom - top, right - left) * 3 / 2 + 1;
        if (bottom < 0 || side >= Math.Min(rows, columns)) return new SlicePart(0, 0, rows, columns);
        int Start(int first, int last, int length) => Math.Clamp((first + last + 1 - side) / 2, 0, length - side);
        return new SlicePart(Start(top, bottom, rows), Start(left, right, columns), side, side);
    }

    /// <summary>The pixels of the part.</summary>
    /// <typeparam name="T">The type of a pixel.</typeparam>
    /// <param name="slice">The slice.</param>
    public T[,] Of<T>(T[,] slice)
    {
        var part = new T[Rows, Columns];
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++) part[row, column] = slice[Row + row, Column + column];
        }

        return part;
    }
}
