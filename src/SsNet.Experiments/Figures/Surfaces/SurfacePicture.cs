using System.Numerics;
using SkiaSharp;
using SsNet.Imaging.Surfaces;

namespace SsNet.Experiments.Figures.Surfaces;

/// <summary>Pictures of surfaces in the light: white, with a shine, and darker where something near stands before (depth darkening, Luft, Colditz and Deussen 2006).</summary>
internal static class SurfacePicture
{
    // Halfway to the viewer, from above and from the left.
    private static readonly Vector3 Light = Vector3.Normalize(new Vector3(-0.5f, 0.7f, 1));
    private static readonly Vector3 Shine = Vector3.Normalize(Light + Vector3.UnitZ);

    /// <summary>Paints a surface, on nothing.</summary>
    /// <param name="mesh">The surface.</param>
    /// <param name="view">From where it is seen.</param>
    /// <param name="colours">The colour of every vertex.</param>
    public static SKImage Of(TriangleMesh mesh, SurfaceView view, IReadOnlyList<SKColor> colours)
    {
        var raster = SurfaceRaster.Of(mesh, view);
        float[] darkness = DepthDarkness.Of(raster);
        Vector3[] tints = [.. colours.Select(colour => new Vector3(colour.Red, colour.Green, colour.Blue))];
        Vector3[] normals = [.. mesh.Normals.Select(view.InView)];
        return Pixels(raster, point =>
        {
            var (a, b, c) = mesh.Triangles[raster.Triangles[point]];
            var (second, third) = (raster.Places[point].X, raster.Places[point].Y);
            float first = 1 - second - third;
            var normal = Vector3.Normalize(first * normals[a] + second * normals[b] + third * normals[c]);
            return Lit(first * tints[a] + second * tints[b] + third * tints[c], normal, darkness[point]);
        });
    }

    /// <summary>Paints the line around all that is seen of a surface, on nothing.</summary>
    /// <param name="mesh">The surface.</param>
    /// <param name="view">From where it is seen.</param>
    /// <param name="colour">The line's colour.</param>
    public static SKImage Silhouette(TriangleMesh mesh, SurfaceView view, SKColor colour)
    {
        var raster = SurfaceRaster.Of(mesh, view);
        var tint = new Vector3(colour.Red, colour.Green, colour.Blue);
        // The line takes the points on the surface from which one outside is less than its width away.
        const int Width = 4;
        (int Row, int Column)[] around = [.. Enumerable.Range(-Width, 2 * Width + 1).SelectMany(row => Enumerable.Range(-Width, 2 * Width + 1).Select(column => (row, column)))
            .Where(step => step.row * step.row + step.column * step.column <= Width * Width)];
        bool IsSeen(int row, int column) => row >= 0 && row < raster.Height && column >= 0 && column < raster.Width && raster.Triangles[row * raster.Width + column] >= 0;
        return Pixels(raster, point =>
        {
            var (row, column) = Math.DivRem(point, raster.Width);
            return Array.Exists(around, step => !IsSeen(row + step.Row, column + step.Column)) ? tint : null;
        });
    }

    private static Vector3 Lit(Vector3 tint, Vector3 normal, float darkness)
    {
        float light = MathF.Max(0, Vector3.Dot(normal, Light)), shine = MathF.Pow(MathF.Max(0, Vector3.Dot(normal, Shine)), 40);
        float brightness = (0.38f + 0.12f * normal.Y + 0.58f * light) * (1 - darkness);
        return Vector3.Clamp(tint * brightness + new Vector3(30 * shine * (1 - darkness)), Vector3.Zero, new Vector3(255));
    }

    // A pixel is the mean of its points, and as opaque as many of them are painted.
    private static SKImage Pixels(SurfaceRaster raster, Func<int, Vector3?> colourOf)
    {
        const int Points = SurfaceRaster.PointsPerPixel;
        using var bitmap = new SKBitmap(raster.Width / Points, raster.Height / Points, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        var pixels = bitmap.GetPixelSpan();
        for (int row = 0; row < bitmap.Height; row++)
        {
            for (int column = 0; column < bitmap.Width; column++)
            {
                var sum = Vector3.Zero;
                int painted = 0;
                for (int place = 0; place < Points * Points; place++)
                {
                    int point = (row * Points + place / Points) * raster.Width + column * Points + place % Points;
                    if (raster.Triangles[point] < 0 || colourOf(point) is not { } colour) continue;
                    sum += colour;
                    painted++;
                }

                if (painted == 0) continue;
                var mean = sum / painted;
                int start = row * bitmap.RowBytes + 4 * column;
                pixels[start] = (byte)(mean.X + 0.5f);
                pixels[start + 1] = (byte)(mean.Y + 0.5f);
                pixels[start + 2] = (byte)(mean.Z + 0.5f);
                pixels[start + 3] = (byte)(255 * painted / (Points * Points));
            }
        }

        return SKImage.FromBitmap(bitmap);
    }
}
