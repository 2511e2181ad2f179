using System.Numerics;
using SsNet.Imaging.Metrics;
using SsNet.Imaging.Morphology;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Surfaces;

/// <summary>
/// How far places are from the surface of a class, in mm, outside above 0 and inside below. As in the metrics (<see cref="SegmentationMetrics"/>) a surface is made of voxels: those of the
/// class with a face neighbour outside of it. The distances between voxels are exact, those in between are interpolated.
/// </summary>
public sealed class SurfaceDistance
{
    private readonly Geometry grid;
    private readonly int[] strides;
    private readonly float[] distances;

    private SurfaceDistance(Geometry grid, float[] distances)
    {
        this.grid = grid;
        this.distances = distances;
        strides = Geometry.Strides(grid.Size.AsSpan());
    }

    /// <summary>Measures the distance of every voxel to the surface of a class.</summary>
    /// <param name="labels">The label map, of three axes.</param>
    /// <param name="label">The class; where it is absent, everything is infinitely far.</param>
    /// <exception cref="ArgumentException">The label map is a slice.</exception>
    public static SurfaceDistance To(Volume<byte> labels, byte label)
    {
        var grid = labels.Geometry;
        if (grid.Rank != 3) throw new ArgumentException("A slice has no surface.", nameof(labels));
        var surface = Surface.Of(labels, label);
        var targets = new bool[labels.Voxels.Length];
        for (int row = 0; row < surface.Planes * surface.Rows; row++)
        {
            var (plane, inPlane) = Math.DivRem(row, surface.Rows);
            foreach (int column in surface.Row(plane, inPlane)) targets[row * grid.Size[2] + column] = true;
        }

        double[] squared = DistanceTransform.SquaredDistances(targets, grid.Size.AsSpan(), grid.Spacing.AsSpan());
        var distances = new float[squared.Length];
        for (int i = 0; i < distances.Length; i++) distances[i] = (float)Math.Sqrt(squared[i]) * (labels.Voxels[i] == label ? -1 : 1);
        return new SurfaceDistance(grid, distances);
    }

    /// <summary>
    /// The distance of every vertex of another surface: of the place half a voxel inside of it, since there are the centres of the voxels that the vertex bounds.
    /// </summary>
    /// <param name="mesh">A surface on the same grid, such as that of a prediction.</param>
    /// <returns>One distance per vertex.</returns>
    public float[] Of(TriangleMesh mesh)
    {
        var values = new float[mesh.Vertices.Length];
        for (int i = 0; i < values.Length; i++)
        {
            var (vertex, normal) = (mesh.Vertices[i], mesh.Normals[i]);
            double[] index = grid.ToIndex([vertex.X, vertex.Y, vertex.Z]);
            var place = new Vector3((float)index[0], (float)index[1], (float)index[2]);
            values[i] = At(place - 0.5f * InVoxels(normal));
        }

        return values;
    }

    // A normal stays at right angles to its surface only if it is taken over by the transposed matrix.
    private Vector3 InVoxels(Vector3 normal)
    {
        var turned = Vector3.Zero;
        for (int axis = 0; axis < 3; axis++)
        {
            for (int world = 0; world < 3; world++) turned[axis] += (float)(grid.Direction[3 * world + axis] * grid.Spacing[axis]) * normal[world];
        }

        return turned == Vector3.Zero ? turned : Vector3.Normalize(turned);
    }

    private float At(Vector3 place)
    {
        Span<int> first = stackalloc int[3];
        Span<float> share = stackalloc float[3];
        int start = 0;
        for (int axis = 0; axis < 3; axis++)
        {
            float within = Math.Clamp(place[axis], 0, grid.Size[axis] - 1);
            first[axis] = Math.Min((int)within, Math.Max(0, grid.Size[axis] - 2));
            share[axis] = within - first[axis];
            start += first[axis] * strides[axis];
        }

        float sum = 0;
        for (int corner = 0; corner < 8; corner++)
        {
            float weight = 1;
            int voxel = start;
            for (int axis = 0; axis < 3; axis++)
            {
                bool isNext = (corner >> axis & 1) != 0;
                weight *= isNext ? share[axis] : 1 - share[axis];
                if (isNext) voxel += strides[axis];
            }

            // Voxels of no weight may lie beyond the image, or infinitely far from an absent class.
            if (weight > 0) sum += weight * distances[voxel];
        }

        return sum;
    }
}
