using System.Numerics;
using SsNet.Imaging.Surfaces;

namespace SsNet.Imaging.Tests.Surfaces;

/// <summary>What geometry says about closed surfaces.</summary>
internal static class MeshMeasures
{
    public static double Area(TriangleMesh mesh) =>
        mesh.Triangles.Sum(t => 0.5 * Vector3.Cross(mesh.Vertices[t.B] - mesh.Vertices[t.A], mesh.Vertices[t.C] - mesh.Vertices[t.A]).Length());

    /// <summary>The volume enclosed (Gauss): above 0 where the triangles are turned outwards.</summary>
    public static double Volume(TriangleMesh mesh) =>
        mesh.Triangles.Sum(t => Vector3.Dot(mesh.Vertices[t.A], Vector3.Cross(mesh.Vertices[t.B], mesh.Vertices[t.C])) / 6.0);

    /// <summary>Vertices − edges + triangles: 2 for every ball, 0 for every ring.</summary>
    public static int Euler(TriangleMesh mesh) => mesh.Vertices.Length - DirectedEdges(mesh).Length / 2 + mesh.Triangles.Length;

    /// <summary>Whether every edge has exactly two triangles, which go along it in opposite directions.</summary>
    public static bool IsClosed(TriangleMesh mesh)
    {
        var edges = DirectedEdges(mesh);
        var distinct = edges.ToHashSet();
        return distinct.Count == edges.Length && edges.All(edge => distinct.Contains((edge.To, edge.From)));
    }

    /// <summary>The lowest and the highest place along an axis.</summary>
    public static (float Low, float High) Extent(TriangleMesh mesh, int axis) => (mesh.Vertices.Min(vertex => vertex[axis]), mesh.Vertices.Max(vertex => vertex[axis]));

    private static (int From, int To)[] DirectedEdges(TriangleMesh mesh) => [.. mesh.Triangles.SelectMany(t => new[] { (t.A, t.B), (t.B, t.C), (t.C, t.A) })];
}
