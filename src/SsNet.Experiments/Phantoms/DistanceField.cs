using System.Numerics;
using SsNet.Experiments.Phantoms.Shapes;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Phantoms;

/// <summary>Distance of every voxel of a grid to the surface of a growing union of shapes, in mm, negative inside.</summary>
internal sealed class DistanceField
{
    // Beyond this distance nothing depends on how far a surface is, so shapes are only evaluated this near.
    private const float Horizon = 6;

    private readonly Geometry grid;
    private readonly float finest;

    /// <summary>The distances to nothing at all.</summary>
    /// <param name="grid">A grid of three axes along the world's.</param>
    public DistanceField(Geometry grid)
    {
        this.grid = grid;
        finest = (float)grid.Spacing.Min();
        Distances = new float[grid.VoxelCount];
        Array.Fill(Distances, Horizon);
    }

    /// <summary>The distances in row-major order, in mm; at most 6.</summary>
    public float[] Distances { get; }

    /// <summary>Joins a shape to the union.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="fillet">How wide the joint is rounded, in mm; 0 for a sharp edge (polynomial smooth minimum).</param>
    public void Add(Shape shape, float fillet = 0)
    {
        var (x, y, z) = (Range(0, shape.Lowest.X, shape.Highest.X), Range(1, shape.Lowest.Y, shape.Highest.Y), Range(2, shape.Lowest.Z, shape.Highest.Z));
        for (int i = x.First; i <= x.Last; i++)
        {
            for (int j = y.First; j <= y.Last; j++)
            {
                int row = (i * grid.Size[1] + j) * grid.Size[2];
                for (int k = z.First; k <= z.Last; k++)
                {
                    float distance = shape.Distance(new Vector3(Position(0, i), Position(1, j), Position(2, k)));
                    Distances[row + k] = Join(Distances[row + k], distance, fillet);
                }
            }
        }
    }

    /// <summary>Takes away all that is inside another union or nearer to it than a gap.</summary>
    /// <param name="other">The other union, on the same grid.</param>
    /// <param name="gap">Width that stays free between the two, in mm.</param>
    public void KeepAwayFrom(DistanceField other, float gap)
    {
        for (int i = 0; i < Distances.Length; i++) Distances[i] = MathF.Max(Distances[i], gap - other.Distances[i]);
    }

    /// <summary>Joins another union to this one.</summary>
    /// <param name="other">The other union, on the same grid.</param>
    public void Add(DistanceField other)
    {
        for (int i = 0; i < Distances.Length; i++) Distances[i] = MathF.Min(Distances[i], other.Distances[i]);
    }

    /// <summary>The share of a voxel that the union fills, from 0 to 1; a voxel that the surface cuts is filled in part.</summary>
    /// <param name="voxel">Index of the voxel in row-major order.</param>
    /// <param name="outward">How far the surface is pushed outward before, in mm; negative for inward.</param>
    public float Filling(int voxel, float outward = 0) => Math.Clamp(0.5f - (Distances[voxel] - outward) / finest, 0, 1);

    private static float Join(float a, float b, float fillet)
    {
        float overlap = MathF.Max(fillet - MathF.Abs(a - b), 0);
        return overlap > 0 ? MathF.Min(a, b) - overlap * overlap / (4 * fillet) : MathF.Min(a, b);
    }

    private float Position(int axis, int index) => (float)(grid.Origin[axis] + index * grid.Spacing[axis]);

    private (int First, int Last) Range(int axis, float lowest, float highest)
    {
        double first = (lowest - Horizon - grid.Origin[axis]) / grid.Spacing[axis];
        double last = (highest + Horizon - grid.Origin[axis]) / grid.Spacing[axis];
        return ((int)Math.Max(Math.Ceiling(first), 0), (int)Math.Min(Math.Floor(last), grid.Size[axis] - 1));
    }
}
