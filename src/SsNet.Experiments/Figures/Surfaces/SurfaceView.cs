using System.Numerics;
using SsNet.Imaging.Surfaces;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Figures.Surfaces;

/// <summary>From where a surface is seen, without perspective, and where it comes to lie in the picture.</summary>
/// <param name="Right">The direction in the world that runs to the right of the picture; of length 1.</param>
/// <param name="Up">The direction that runs up; of length 1.</param>
/// <param name="Towards">The direction to the viewer; of length 1.</param>
/// <param name="Middle">Where the middle of the picture is along these three directions, in mm.</param>
/// <param name="Width">Width of the picture in pixels.</param>
/// <param name="Height">Height of the picture in pixels.</param>
/// <param name="Scale">Pixels per mm.</param>
internal sealed record SurfaceView(Vector3 Right, Vector3 Up, Vector3 Towards, Vector3 Middle, int Width, int Height, float Scale)
{
    // Seen a little from the side and from above, parts that lie behind each other come apart.
    private const float Turn = 25 * MathF.PI / 180, Tilt = 20 * MathF.PI / 180;
    private const float Border = 10;

    /// <summary>
    /// A view in which the axis across the slices runs up, which is head to foot for most scans, and that looks along the one of the other two axes along which the surface shows the larger
    /// area, a little from the side and from above. It is as far away as all surfaces take, and the picture only as high as they need.
    /// </summary>
    /// <param name="grid">The grid of the label maps.</param>
    /// <param name="sliceAxis">The axis across the slices: 0, 1 or 2.</param>
    /// <param name="shown">The surface that is to be shown best.</param>
    /// <param name="all">The surfaces that the picture must have room for.</param>
    /// <param name="width">Width of the picture in pixels; it is at most as high.</param>
    public static SurfaceView Of(Geometry grid, int sliceAxis, TriangleMesh shown, IEnumerable<TriangleMesh> all, int width)
    {
        var up = AxisOf(grid, sliceAxis);
        var ahead = Enumerable.Range(0, 3).Where(axis => axis != sliceAxis).Select(axis => AxisOf(grid, axis)).MaxBy(direction => AreaAlong(shown, direction));
        // Axes of a grid need not be at right angles.
        ahead = Vector3.Normalize(ahead - Vector3.Dot(ahead, up) * up);
        var (sine, cosine) = MathF.SinCos(Turn);
        var right = Vector3.Cross(up, ahead);
        var (turned, towards) = (cosine * right - sine * ahead, cosine * ahead + sine * right);
        (sine, cosine) = MathF.SinCos(Tilt);
        var view = new SurfaceView(turned, cosine * up - sine * towards, cosine * towards + sine * up, Vector3.Zero, width, width, 1);
        return view.Around([.. all.SelectMany(mesh => mesh.Vertices)]);
    }

    /// <summary>Where a place is in the picture: pixels from the left, from the top, and towards the viewer.</summary>
    /// <param name="place">A place in the world in mm.</param>
    public Vector3 Project(Vector3 place)
    {
        var seen = Scale * (InView(place) - Middle);
        return new Vector3(Width / 2f + seen.X, Height / 2f - seen.Y, seen.Z);
    }

    /// <summary>A direction of the world along the axes of the picture: to the right, up, and towards the viewer.</summary>
    /// <param name="direction">The direction.</param>
    public Vector3 InView(Vector3 direction) => new(Vector3.Dot(direction, Right), Vector3.Dot(direction, Up), Vector3.Dot(direction, Towards));

    private static Vector3 AxisOf(Geometry grid, int axis) =>
        Vector3.Normalize(new Vector3((float)grid.Direction[axis], (float)grid.Direction[3 + axis], (float)grid.Direction[6 + axis]));

    private static float AreaAlong(TriangleMesh mesh, Vector3 direction)
    {
        float area = 0;
        foreach (var (a, b, c) in mesh.Triangles)
        {
            area += MathF.Abs(Vector3.Dot(direction, Vector3.Cross(mesh.Vertices[b] - mesh.Vertices[a], mesh.Vertices[c] - mesh.Vertices[a])));
        }

        return area;
    }

    private SurfaceView Around(IReadOnlyList<Vector3> places)
    {
        if (places.Count == 0) return this;
        Vector3 low = new(float.PositiveInfinity), high = new(float.NegativeInfinity);
        foreach (var place in places)
        {
            var seen = InView(place);
            (low, high) = (Vector3.Min(low, seen), Vector3.Max(high, seen));
        }

        float room = Width - 2 * Border, scale = room / MathF.Max(high.X - low.X, high.Y - low.Y);
        return this with { Middle = (low + high) / 2, Scale = scale, Height = (int)MathF.Ceiling(scale * (high.Y - low.Y) + 2 * Border) };
    }
}
