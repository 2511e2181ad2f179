namespace SsNet.Experiments.Reports.Pictures;

/// <summary>The part of a slice that pictures show, in voxels.</summary>
/// <param name="Left">The first column.</param>
/// <param name="Top">The first row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
internal readonly record struct SliceWindow(double Left, double Top, double Width, double Height)
{
    private const double Margin = 0.35;
    private const double LeastShare = 1.0 / 3;

    /// <summary>What is labelled, with room around it; the whole slice where nothing is. An organ that fills a tenth of a scan could not be seen in it.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="labels">Classes by which something may be labelled, row by column: the truth, and what was predicted.</param>
    /// <param name="classes">How many there are, without the background.</param>
    public static SliceWindow Around(ShownSlice slice, IEnumerable<byte[,]> labels, int classes)
    {
        int left = slice.Columns, right = -1, top = slice.Rows, bottom = -1;
        foreach (byte[,] map in labels)
        {
            for (int row = 0; row < slice.Rows; row++)
            {
                for (int column = 0; column < slice.Columns; column++)
                {
                    if (map[row, column] == 0 || map[row, column] > classes) continue;
                    (left, right, top, bottom) = (Math.Min(left, column), Math.Max(right, column), Math.Min(top, row), Math.Max(bottom, row));
                }
            }
        }

        if (right < 0) return new SliceWindow(0, 0, slice.Columns, slice.Rows);
        double room = Margin * Math.Max(right + 1 - left, bottom + 1 - top);
        var (x, width) = Along(left - room, right + 1 + room, slice.Columns);
        var (y, height) = Along(top - room, bottom + 1 + room, slice.Rows);
        return new SliceWindow(x, y, width, height);
    }

    private static (double Start, double Length) Along(double start, double end, int size)
    {
        double length = Math.Min(size, Math.Max(end - start, LeastShare * size));
        return (Math.Clamp((start + end - length) / 2, 0, size - length), length);
    }
}
