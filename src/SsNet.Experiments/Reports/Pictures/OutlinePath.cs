using System.Globalization;
using System.Text;
using SsNet.Experiments.Figures;

namespace SsNet.Experiments.Reports.Pictures;

/// <summary>
/// The outline of a class as the path of a drawing, in half pixels: outlines run through the middles of pixels' sides, so that all numbers are whole. Pieces
/// that touch are drawn in one go, and those that go on in the same direction as one, which makes the drawing a fraction of its size.
/// </summary>
internal static class OutlinePath
{
    /// <summary>The path; empty where the slice has nothing of the class.</summary>
    /// <param name="labels">Class of every pixel, row by column.</param>
    /// <param name="label">The class.</param>
    public static string Of(byte[,] labels, int label)
    {
        var pieces = Contour.Of(labels, label).Select(piece => (Start: Whole(piece.Start), End: Whole(piece.End))).ToList();
        var touching = new Dictionary<(int X, int Y), List<int>>();
        foreach (var (index, piece) in pieces.Index())
        {
            foreach (var end in (ReadOnlySpan<(int X, int Y)>)[piece.Start, piece.End])
            {
                if (!touching.TryGetValue(end, out var there)) touching[end] = there = [];
                there.Add(index);
            }
        }

        var path = new StringBuilder();
        bool[] isDrawn = new bool[pieces.Count];
        for (int first = 0; first < pieces.Count; first++)
        {
            if (isDrawn[first]) continue;
            var at = pieces[first].Start;
            path.Append(CultureInfo.InvariantCulture, $"M{at.X} {at.Y}");
            var (going, steps) = ((X: 0, Y: 0), 0);
            for (int? piece = first; piece is { } drawn; piece = touching[at].Where(index => !isDrawn[index]).Cast<int?>().FirstOrDefault())
            {
                isDrawn[drawn] = true;
                var next = pieces[drawn].Start == at ? pieces[drawn].End : pieces[drawn].Start;
                var step = (X: next.X - at.X, Y: next.Y - at.Y);
                if (step != going)
                {
                    AppendLine(path, going, steps);
                    (going, steps) = (step, 0);
                }

                steps++;
                at = next;
            }

            AppendLine(path, going, steps);
        }

        return path.ToString();
    }

    private static void AppendLine(StringBuilder path, (int X, int Y) step, int steps)
    {
        if (steps > 0) path.Append(CultureInfo.InvariantCulture, $"l{steps * step.X} {steps * step.Y}");
    }

    private static (int X, int Y) Whole((float X, float Y) point) => ((int)MathF.Round(2 * point.X), (int)MathF.Round(2 * point.Y));
}
