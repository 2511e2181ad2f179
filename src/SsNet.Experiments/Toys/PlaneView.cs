using System.Numerics;

namespace SsNet.Experiments.Toys;

/// <summary>A rectangle of the plane that a panel shows, with y upwards.</summary>
/// <param name="Left">Smallest x.</param>
/// <param name="Right">Largest x.</param>
/// <param name="Bottom">Smallest y.</param>
/// <param name="Top">Largest y.</param>
public sealed record PlaneView(float Left, float Right, float Bottom, float Top)
{
    private const float Margin = 0.06f;

    /// <summary>The smallest view of a shape that shows all points with some room around them; a unit is as long along either axis.</summary>
    /// <param name="points">The points, at least one.</param>
    /// <param name="aspect">Width over height.</param>
    public static PlaneView Around(IReadOnlyList<Vector2> points, float aspect)
    {
        var low = points.Aggregate(Vector2.Min);
        var high = points.Aggregate(Vector2.Max);
        var middle = (low + high) / 2;
        var size = high - low;
        float halfHeight = (1 + 2 * Margin) / 2 * MathF.Max(MathF.Max(size.Y, size.X / aspect), float.Epsilon);
        float halfWidth = aspect * halfHeight;
        return new PlaneView(middle.X - halfWidth, middle.X + halfWidth, middle.Y - halfHeight, middle.Y + halfHeight);
    }

    /// <summary>Where a point lies: (0, 0) is the upper left corner, (1, 1) the lower right one.</summary>
    /// <param name="point">The point.</param>
    public Vector2 ShareOf(Vector2 point) => new((point.X - Left) / (Right - Left), (Top - point.Y) / (Top - Bottom));

    /// <summary>The centres of the cells of a grid over the view, row by row from the upper left.</summary>
    /// <param name="columns">Cells across.</param>
    /// <param name="rows">Cells down.</param>
    public Vector2[] CellCentres(int columns, int rows) =>
    [
        .. from row in Enumerable.Range(0, rows)
           from column in Enumerable.Range(0, columns)
           select new Vector2(Left + (column + 0.5f) / columns * (Right - Left), Top - (row + 0.5f) / rows * (Top - Bottom)),
    ];
}
