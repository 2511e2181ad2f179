using System.Globalization;
using System.Text;
using SsNet.Experiments.Figures;

namespace SsNet.Experiments.Reports.Pictures;

/// <summary>
/// The outline of a class as the path of a drawing, in half pixels: outlines run through the middles of pixels' sides, so that all numbers are whole. Pieces that go on in
/// the same direction are drawn as one, which makes the drawing a fraction of its size.
/// </summary>
internal static class OutlinePath
{
    /// <summary>The path; empty where the slice has nothing of the class.</summary>
    /// <param name="labels">Class of every pixel, row by column.</param>
    /// <param name="label">The class.</param>
    public static string Of(byte[,] labels, int label)
    {
        var path = new StringBuilder();
        foreach (var line in Contour.LinesOf(labels, label))
        {
            var at = Whole(line[0]);
            path.Append(CultureInfo.InvariantCulture, $"M{at.X} {at.Y}");
            var (going, steps) = ((X: 0, Y: 0), 0);
            foreach (var next in line.Skip(1).Select(Whole))
            {
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
