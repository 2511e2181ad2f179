using System.Numerics;

namespace SsNet.Imaging.Surfaces;

/// <summary>
/// Smooths a closed surface: vertices go towards the mean of their neighbours and, so that nothing shrinks, nearly as far back (Taubin, "A signal processing
/// approach to fair surface design", SIGGRAPH 1995). No vertex leaves its range, as in constrained surface nets (Gibson, MICCAI 1998).
/// </summary>
internal static class SurfaceSmoothing
{
    // Together these let waves pass that are longer than some 13 vertices.
    private const float Forth = 0.5f, Back = -0.53f;

    /// <summary>Moves the vertices.</summary>
    /// <param name="vertices">The vertices, in voxels.</param>
    /// <param name="ranges">Where each may go.</param>
    /// <param name="triangles">The triangles of a surface without a border.</param>
    /// <param name="steps">How often.</param>
    public static void Apply(Span<Vector3> vertices, ReadOnlySpan<VertexRange> ranges, ReadOnlySpan<MeshTriangle> triangles, int steps)
    {
        var sums = new Vector3[vertices.Length];
        var degrees = new int[vertices.Length];
        foreach (var (a, b, c) in triangles)
        {
            degrees[a]++;
            degrees[b]++;
            degrees[c]++;
        }

        for (int step = 0; step < 2 * steps; step++)
        {
            // Round a vertex of a closed surface every neighbour follows it in exactly one triangle.
            Array.Clear(sums);
            foreach (var (a, b, c) in triangles)
            {
                sums[a] += vertices[b];
                sums[b] += vertices[c];
                sums[c] += vertices[a];
            }

            float share = step % 2 == 0 ? Forth : Back;
            for (int i = 0; i < vertices.Length; i++)
            {
                var moved = vertices[i] + share * (sums[i] / degrees[i] - vertices[i]);
                vertices[i] = Vector3.Clamp(moved, ranges[i].Low, ranges[i].High);
            }
        }
    }
}
