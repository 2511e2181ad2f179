using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;
using SsNet.Experiments.Figures;
using SsNet.Experiments.Reports.Pictures;

namespace SsNet.Experiments.Tests.Reports.Pictures;

public partial class OutlinePathTests
{
    [Fact]
    public void A_square_is_one_closed_line_with_cut_corners()
    {
        byte[,] labels = new byte[6, 6];
        for (int row = 2; row < 4; row++) (labels[row, 2], labels[row, 3]) = (1, 1);
        string path = OutlinePath.Of(labels, 1);
        Assert.Single(path, character => character == 'M');
        Assert.Equal(8, path.Count(character => character == 'l'));
    }

    [Fact]
    public void What_the_slice_does_not_hold_has_no_path() => Assert.Equal("", OutlinePath.Of(new byte[3, 3], 1));

    [Fact]
    public void Every_piece_of_the_outline_is_drawn_once() => Gen.Byte[0, 2].Array2D[5, 7].Sample(labels =>
    {
        var expected = Contour.LinesOf(labels, 1)
            .SelectMany(line => line.Zip(line.Skip(1), (start, end) => Unordered((2 * start.X, 2 * start.Y), (2 * end.X, 2 * end.Y))))
            .Order();
        Assert.Equal(expected, Pieces(OutlinePath.Of(labels, 1)).Order());
    });

    /// <summary>The pieces of a path between neighbouring middles of pixels' sides.</summary>
    private static List<string> Pieces(string path)
    {
        var pieces = new List<string>();
        var at = (X: 0f, Y: 0f);
        foreach (Match part in Part().Matches(path))
        {
            float x = float.Parse(part.Groups[2].Value, CultureInfo.InvariantCulture), y = float.Parse(part.Groups[3].Value, CultureInfo.InvariantCulture);
            if (part.Groups[1].Value == "M")
            {
                at = (x, y);
                continue;
            }

            // Straight pieces are two half pixels long, those across a corner one in each direction.
            int steps = (int)(x == 0 || y == 0 ? Math.Max(Math.Abs(x), Math.Abs(y)) / 2 : Math.Abs(x));
            for (int i = 0; i < steps; i++)
            {
                var next = (at.X + x / steps, at.Y + y / steps);
                pieces.Add(Unordered(at, next));
                at = next;
            }
        }

        return pieces;
    }

    private static string Unordered((float X, float Y) one, (float X, float Y) other) => one.CompareTo(other) < 0 ? $"{one} {other}" : $"{other} {one}";

    [GeneratedRegex(@"([Ml])(-?\d+) (-?\d+)")]
    private static partial Regex Part();
}
