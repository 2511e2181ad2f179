using System.Numerics;
using System.Runtime.InteropServices;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Surfaces;

/// <summary>
/// The surface of a class of a label map: marching cubes between the centres of voxels, then smoothing in which every vertex stays near the border of its
/// voxel. The surface is closed, also where the class touches the border of the image, and every edge has two triangles. Voxels of the class that touch at an edge are joined; so thin
/// branches stay in one piece, and they stay as thick as they are: along an axis a part of the class (or a gap in it) that is one voxel thick loses nothing, one of
/// two voxels at most a quarter of a voxel on each side, and thicker ones half a voxel.
/// </summary>
public sealed class ClassSurface
{
    /// <summary>Steps of smoothing that take away the terraces between voxels.</summary>
    public const int UsualSmoothing = 20;

    private const int Margin = 3;

    private readonly int[] size;
    private readonly int[] strides;
    private readonly bool[] inside;

    // For each axis, one more than the number of the vertex on the way from a voxel to the next; 0 for none.
    private readonly int[][] crossings;
    private readonly List<Vector3> vertices = [];
    private readonly List<VertexRange> ranges = [];
    private readonly List<MeshTriangle> triangles = [];

    private ClassSurface(Volume<byte> labels, byte label, VoxelBox box)
    {
        // With voxels around it the class touches no border, and as far as anybody looks from it there is no end of a row.
        size = [.. box.Length.Select(length => length + 2 * Margin)];
        strides = Geometry.Strides(size);
        inside = new bool[size[0] * size[1] * size[2]];
        var part = box.Cut(labels).Voxels;
        int read = 0;
        for (int i = 0; i < box.Length[0]; i++)
        {
            for (int j = 0; j < box.Length[1]; j++)
            {
                int row = (i + Margin) * strides[0] + (j + Margin) * strides[1] + Margin;
                for (int k = 0; k < box.Length[2]; k++) inside[row + k] = part[read++] == label;
            }
        }

        crossings = [new int[inside.Length], new int[inside.Length], new int[inside.Length]];
    }

    /// <summary>The surface of a class.</summary>
    /// <param name="labels">The label map, of three axes.</param>
    /// <param name="label">The class.</param>
    /// <param name="smoothing">Steps of smoothing; 0 for the bare surface, whose vertices lie halfway between voxels.</param>
    /// <returns>The surface in the world, its triangles counter-clockwise from outside; without triangles where the class is absent.</returns>
    /// <exception cref="ArgumentException">The label map is a slice.</exception>
    public static TriangleMesh Of(Volume<byte> labels, byte label, int smoothing = UsualSmoothing)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(smoothing);
        if (labels.Geometry.Rank != 3) throw new ArgumentException("A slice has no surface.", nameof(labels));
        if (VoxelBox.Around(labels, voxel => voxel == label) is not { } box) return new TriangleMesh([], []);
        var surface = new ClassSurface(labels, label, box);
        surface.FindCrossings();
        surface.FillCubes();
        SurfaceSmoothing.Apply(
            CollectionsMarshal.AsSpan(surface.vertices), CollectionsMarshal.AsSpan(surface.ranges), CollectionsMarshal.AsSpan(surface.triangles), smoothing);
        return surface.InWorld(labels.Geometry, new Vector3(box.Start[0] - Margin, box.Start[1] - Margin, box.Start[2] - Margin));
    }

    private void FindCrossings()
    {
        for (int voxel = 0; voxel < inside.Length; voxel++)
        {
            var place = new Vector3(voxel / strides[0], voxel / strides[1] % size[1], voxel % size[2]);
            for (int axis = 0; axis < 3; axis++)
            {
                if (place[axis] == size[axis] - 1 || inside[voxel] == inside[voxel + strides[axis]]) continue;
                float inLow = Slack(voxel, -strides[axis]), inHigh = Slack(voxel + strides[axis], strides[axis]);
                var centre = place;
                centre[axis] += 0.5f;
                Vector3 low = new(-0.5f), high = new(0.5f);
                (low[axis], high[axis]) = (-inLow, inHigh);
                crossings[axis][voxel] = Add(centre, new VertexRange(centre + low, centre + high)) + 1;
            }
        }
    }

    // How far the surface may go into the voxel beside it: less where there are only one or two of the voxel's kind one after the other.
    private float Slack(int voxel, int step)
    {
        int thickness = 1;
        while (thickness < 3 && inside[voxel + step] == inside[voxel])
        {
            voxel += step;
            thickness++;
        }

        return (thickness - 1) / 4f;
    }

    private void FillCubes()
    {
        int[] corners = [.. Enumerable.Range(0, 8).Select(corner => (corner >> 2) * strides[0] + (corner >> 1 & 1) * strides[1] + (corner & 1))];
        for (int i = 0; i < size[0] - 1; i++)
        {
            for (int j = 0; j < size[1] - 1; j++)
            {
                int row = i * strides[0] + j * strides[1];
                for (int voxel = row; voxel < row + size[2] - 1; voxel++)
                {
                    int cut = 0;
                    for (int corner = 0; corner < 8; corner++) cut |= (inside[voxel + corners[corner]] ? 1 : 0) << corner;
                    if (cut is 0 or 255) continue;
                    foreach (int[] loop in CubeLoops.Of(cut)) Fill([.. loop.Select(edge => VertexOf(voxel, edge))]);
                }
            }
        }
    }

    private int VertexOf(int voxel, int edge)
    {
        var (axis, place) = Math.DivRem(edge, 4);
        int first = strides[axis == 0 ? 1 : 0], second = strides[axis == 2 ? 1 : 2];
        return crossings[axis][voxel + (place >> 1) * first + (place & 1) * second] - 1;
    }

    private void Fill(int[] loop)
    {
        if (loop.Length <= 4)
        {
            // The diagonal of a loop of four goes through the cube's inside and so is in no other loop.
            for (int i = 1; i < loop.Length - 1; i++) triangles.Add(new(loop[0], loop[i], loop[i + 1]));
            return;
        }

        // Diagonals of longer loops may lie in a face, where the neighbour's might too; then an edge would have four triangles.
        var centre = loop.Aggregate(Vector3.Zero, (sum, vertex) => sum + vertices[vertex]) / loop.Length;
        int middle = Add(centre, new VertexRange(centre - new Vector3(0.5f), centre + new Vector3(0.5f)));
        for (int i = 0; i < loop.Length; i++) triangles.Add(new(middle, loop[i], loop[(i + 1) % loop.Length]));
    }

    private int Add(Vector3 vertex, VertexRange range)
    {
        vertices.Add(vertex);
        ranges.Add(range);
        return vertices.Count - 1;
    }

    private TriangleMesh InWorld(Geometry grid, Vector3 start)
    {
        Vector3 ToWorld(Vector3 vertex)
        {
            double[] world = grid.ToWorld([(double)start.X + vertex.X, (double)start.Y + vertex.Y, (double)start.Z + vertex.Z]);
            return new Vector3((float)world[0], (float)world[1], (float)world[2]);
        }

        // A grid may be the mirror image of the world's axes.
        bool isMirrored = Geometry.Determinant([.. grid.Direction]) < 0;
        return new TriangleMesh(
            [.. vertices.Select(ToWorld)],
            isMirrored ? [.. triangles.Select(triangle => new MeshTriangle(triangle.A, triangle.C, triangle.B))] : [.. triangles]);
    }
}
