using System.Numerics;
using SsNet.Imaging.Surfaces;

namespace SsNet.Experiments.Figures.Surfaces;

/// <summary>What each point of a picture shows of a surface: the nearest triangle that faces the viewer, and where on it. Several points make a pixel, for smooth edges.</summary>
internal sealed class SurfaceRaster
{
    /// <summary>Points per pixel along each axis.</summary>
    public const int PointsPerPixel = 3;

    private SurfaceRaster(int width, int height)
    {
        Width = width;
        Height = height;
        Triangles = new int[width * height];
        Depths = new float[width * height];
        Places = new Vector2[width * height];
        Array.Fill(Triangles, -1);
        Array.Fill(Depths, float.NegativeInfinity);
    }

    /// <summary>Points per row.</summary>
    public int Width { get; }

    /// <summary>Rows of points.</summary>
    public int Height { get; }

    /// <summary>The number of the triangle seen at every point, row by row; −1 for none.</summary>
    public int[] Triangles { get; }

    /// <summary>How far towards the viewer it is, in points.</summary>
    public float[] Depths { get; }

    /// <summary>Where on the triangle: the weights of its second and third corner.</summary>
    public Vector2[] Places { get; }

    /// <summary>Finds what is seen of a surface.</summary>
    /// <param name="mesh">The surface.</param>
    /// <param name="view">From where.</param>
    public static SurfaceRaster Of(TriangleMesh mesh, SurfaceView view)
    {
        var raster = new SurfaceRaster(PointsPerPixel * view.Width, PointsPerPixel * view.Height);
        Vector3[] corners = [.. mesh.Vertices.Select(vertex => PointsPerPixel * view.Project(vertex))];
        for (int i = 0; i < mesh.Triangles.Length; i++)
        {
            var (a, b, c) = mesh.Triangles[i];
            raster.Draw(i, corners[a], corners[b], corners[c]);
        }

        return raster;
    }

    private void Draw(int triangle, Vector3 a, Vector3 b, Vector3 c)
    {
        // Rows run down, so what is counter-clockwise in the world has a negative area here; all else shows its back.
        float area = (b.X - a.X) * (c.Y - a.Y) - (c.X - a.X) * (b.Y - a.Y);
        if (area >= 0) return;
        int left = Math.Max(0, (int)MathF.Ceiling(Lowest(a.X, b.X, c.X) - 0.5f)), right = Math.Min(Width - 1, (int)MathF.Floor(-Lowest(-a.X, -b.X, -c.X) - 0.5f));
        int top = Math.Max(0, (int)MathF.Ceiling(Lowest(a.Y, b.Y, c.Y) - 0.5f)), bottom = Math.Min(Height - 1, (int)MathF.Floor(-Lowest(-a.Y, -b.Y, -c.Y) - 0.5f));
        for (int row = top; row <= bottom; row++)
        {
            float y = row + 0.5f - a.Y;
            for (int column = left; column <= right; column++)
            {
                float x = column + 0.5f - a.X;
                float second = (x * (c.Y - a.Y) - (c.X - a.X) * y) / area, third = ((b.X - a.X) * y - x * (b.Y - a.Y)) / area;
                if (second < 0 || third < 0 || second + third > 1) continue;
                float depth = a.Z + second * (b.Z - a.Z) + third * (c.Z - a.Z);
                int point = row * Width + column;
                if (depth <= Depths[point]) continue;
                (Triangles[point], Depths[point], Places[point]) = (triangle, depth, new Vector2(second, third));
            }
        }
    }

    private static float Lowest(float a, float b, float c) => MathF.Min(a, MathF.Min(b, c));
}
