using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;

namespace SsNet.Imaging.Surfaces;

/// <summary>A surface of triangles in the world.</summary>
public sealed class TriangleMesh
{
    /// <summary>A surface; its normals follow from the triangles.</summary>
    /// <param name="vertices">Where the vertices are in the world, in mm.</param>
    /// <param name="triangles">The triangles, counter-clockwise seen from outside.</param>
    /// <exception cref="ArgumentException">A triangle names a vertex that there is not.</exception>
    public TriangleMesh(ImmutableArray<Vector3> vertices, ImmutableArray<MeshTriangle> triangles)
    {
        foreach (var (a, b, c) in triangles)
        {
            int highest = Math.Max(a, Math.Max(b, c));
            if (Math.Min(a, Math.Min(b, c)) < 0 || highest >= vertices.Length) throw new ArgumentException($"A triangle of the vertices {a}, {b} and {c} is in no mesh of {vertices.Length} vertices.", nameof(triangles));
        }

        Vertices = vertices;
        Triangles = triangles;
        Normals = NormalsOf(vertices, triangles);
    }

    /// <summary>Where the vertices are in the world, in mm.</summary>
    public ImmutableArray<Vector3> Vertices { get; }

    /// <summary>The direction out of the surface at every vertex, of length 1: the mean of its triangles' normals, weighted by their areas. Zero where a vertex is in no triangle.</summary>
    public ImmutableArray<Vector3> Normals { get; }

    /// <summary>The triangles.</summary>
    public ImmutableArray<MeshTriangle> Triangles { get; }

    private static ImmutableArray<Vector3> NormalsOf(ImmutableArray<Vector3> vertices, ImmutableArray<MeshTriangle> triangles)
    {
        var normals = new Vector3[vertices.Length];
        foreach (var (a, b, c) in triangles)
        {
            // The cross product is as long as the triangle is large, which weighs it.
            var normal = Vector3.Cross(vertices[b] - vertices[a], vertices[c] - vertices[a]);
            normals[a] += normal;
            normals[b] += normal;
            normals[c] += normal;
        }

        for (int i = 0; i < normals.Length; i++)
        {
            if (normals[i] != Vector3.Zero) normals[i] = Vector3.Normalize(normals[i]);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(normals);
    }
}
