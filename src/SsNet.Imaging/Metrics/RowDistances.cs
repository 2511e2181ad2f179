using System.Buffers;
using System.Runtime.CompilerServices;

namespace SsNet.Imaging.Metrics;

/// <summary>
/// How far it is from every column of every row to the nearest surface voxel of that row. Rows without surface, and those of a margin around the image, share one that is infinitely far, so
/// that who looks around need not ask where the image ends.
/// </summary>
internal sealed class RowDistances : IDisposable
{
    private readonly int firstColumn, columns, rowMargin, planeMargin, pitch;
    private readonly double[] squares;
    private readonly int[] starts;
    private readonly int[] gaps;

    /// <summary>Measures every row.</summary>
    /// <param name="surface">The surface.</param>
    /// <param name="firstColumn">The first column, at or before that of the surface.</param>
    /// <param name="columns">Number of columns, at least to the last one of the surface.</param>
    /// <param name="spacing">Distance between columns.</param>
    /// <param name="margin">Rows around each plane, and planes around a volume, that may be asked for too.</param>
    public RowDistances(Surface surface, int firstColumn, int columns, double spacing, int margin)
    {
        this.firstColumn = firstColumn;
        this.columns = columns;
        rowMargin = margin;
        planeMargin = surface.Planes == 1 ? 0 : margin;
        pitch = surface.Rows + 2 * rowMargin;
        // The gap of a row without surface is the number of columns.
        squares = [.. Enumerable.Range(0, columns).Select(gap => gap * spacing * (gap * spacing)), double.PositiveInfinity];
        starts = new int[(surface.Planes + 2 * planeMargin) * pitch];
        RowRanges = new (int, int)[surface.Planes];
        gaps = ArrayPool<int>.Shared.Rent(checked((surface.RowsWithVoxels + 1) * columns));
        Fill(surface);
    }

    /// <summary>The first and the last row with surface of each plane; the last before the first where there is none.</summary>
    public (int First, int Last)[] RowRanges { get; }

    /// <summary>The index of a row, for <see cref="Squared"/>.</summary>
    /// <param name="plane">The plane; up to the margin outside of the image.</param>
    /// <param name="row">The row; likewise.</param>
    public int Index(int plane, int row) => (plane + planeMargin) * pitch + row + rowMargin;

    /// <summary>How much further the index of another row is.</summary>
    /// <param name="planes">How many planes away it is.</param>
    /// <param name="rows">How many rows away within its plane.</param>
    public int Step(int planes, int rows) => planes * pitch + rows;

    /// <summary>The squared distance to the nearest surface voxel of a row.</summary>
    /// <param name="index">The row.</param>
    /// <param name="column">The column.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Squared(int index, int column) => squares[gaps[starts[index] + column - firstColumn]];

    /// <summary>Gives the buffer back.</summary>
    public void Dispose() => ArrayPool<int>.Shared.Return(gaps);

    private void Fill(Surface surface)
    {
        gaps.AsSpan(0, columns).Fill(columns);
        int filled = columns;
        for (int plane = 0; plane < surface.Planes; plane++)
        {
            (int First, int Last) range = (0, -1);
            for (int row = 0; row < surface.Rows; row++)
            {
                var found = surface.Row(plane, row);
                if (found.IsEmpty) continue;
                starts[Index(plane, row)] = filled;
                FillRow(found, gaps.AsSpan(filled, columns));
                filled += columns;
                range = (range.Last < 0 ? row : range.First, row);
            }

            RowRanges[plane] = range;
        }
    }

    // Optimised from the first call on: one comparison would otherwise run mostly in unoptimised code.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillRow(ReadOnlySpan<int> found, Span<int> row)
    {
        int at = 0;
        for (int k = 0; k < found.Length; k++)
        {
            int own = found[k] - firstColumn;
            int half = k + 1 < found.Length ? (own + found[k + 1] - firstColumn) / 2 : row.Length - 1;
            for (; at < own; at++) row[at] = own - at;
            for (; at <= half; at++) row[at] = at - own;
        }
    }
}
