namespace SsNet.Experiments.Figures;

/// <summary>
/// Outlines of a class in a slice of a label map by marching squares: lines halfway between the centres of pixels of the
/// class and of pixels of other classes or outside the slice, so that they run along the pixels' borders and cut corners.
/// </summary>
internal static class Contour
{
    /// <summary>The closed lines of the outline, in pixels: (0, 0) is the upper left corner of the first pixel.</summary>
    /// <param name="slice">Class of every pixel, row by column.</param>
    /// <param name="label">The class.</param>
    /// <returns>For each line its corners in order: column and row.</returns>
    public static IReadOnlyList<IReadOnlyList<(float X, float Y)>> LinesOf(byte[,] slice, int label)
    {
        // Every end of a piece is the end of exactly one other.
        var neighbours = new Dictionary<(float X, float Y), List<(float X, float Y)>>();
        foreach (var (start, end) in PiecesOf(slice, label))
        {
            Neighbours(start).Add(end);
            Neighbours(end).Add(start);
        }

        var lines = new List<IReadOnlyList<(float X, float Y)>>();
        foreach (var first in neighbours.Keys)
        {
            if (neighbours[first].Count == 0) continue;
            var line = new List<(float X, float Y)> { first };
            for (var (from, to) = (first, neighbours[first][0]); ; (from, to) = (to, neighbours[to][0]))
            {
                neighbours[from].Remove(to);
                neighbours[to].Remove(from);
                line.Add(to);
                if (to == first) break;
            }

            lines.Add(line);
        }

        return lines;

        List<(float X, float Y)> Neighbours((float X, float Y) point)
        {
            if (!neighbours.TryGetValue(point, out var list)) neighbours.Add(point, list = []);
            return list;
        }
    }

    private static IEnumerable<Segment> PiecesOf(byte[,] slice, int label)
    {
        int rows = slice.GetLength(0), columns = slice.GetLength(1);
        bool IsIn(int row, int column) => row >= 0 && row < rows && column >= 0 && column < columns && slice[row, column] == label;

        // Each square has the centres of four neighbouring pixels as corners; (column, row) is the middle of the square.
        for (int row = 0; row <= rows; row++)
        {
            for (int column = 0; column <= columns; column++)
            {
                bool upperLeft = IsIn(row - 1, column - 1), upperRight = IsIn(row - 1, column);
                bool lowerLeft = IsIn(row, column - 1), lowerRight = IsIn(row, column);
                (float X, float Y) top = (column, row - 0.5f), bottom = (column, row + 0.5f), left = (column - 0.5f, row), right = (column + 0.5f, row);

                // Where the class touches itself only at a corner, its pixels stay apart: each gets its own cut.
                if (upperLeft == lowerRight && upperRight == lowerLeft && upperLeft != upperRight)
                {
                    yield return upperLeft ? new(top, left) : new(top, right);
                    yield return upperLeft ? new(bottom, right) : new(bottom, left);
                    continue;
                }

                var crossings = new List<(float X, float Y)>(2);
                if (upperLeft != upperRight) crossings.Add(top);
                if (lowerLeft != lowerRight) crossings.Add(bottom);
                if (upperLeft != lowerLeft) crossings.Add(left);
                if (upperRight != lowerRight) crossings.Add(right);
                if (crossings.Count == 2) yield return new(crossings[0], crossings[1]);
            }
        }
    }

    private readonly record struct Segment((float X, float Y) Start, (float X, float Y) End);
}
