using System.Numerics;
using CsCheck;
using SsNet.Imaging.Surfaces;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Surfaces;

public class ClassSurfaceTests
{
    [Fact]
    public void A_ball_has_its_area_volume_normals_and_topology()
    {
        const double Radius = 12;
        var centre = new Vector3(15, 16, 14);
        var mesh = ClassSurface.Of(Solid([32, 33, 30], place => (place - centre).Length() <= Radius), 1);

        Assert.True(MeshMeasures.IsClosed(mesh));
        Assert.Equal(2, MeshMeasures.Euler(mesh));
        Assert.Equal(4 / 3.0 * Math.PI * Math.Pow(Radius, 3), MeshMeasures.Volume(mesh), 0.02 * 7238);
        Assert.Equal(4 * Math.PI * Radius * Radius, MeshMeasures.Area(mesh), 0.03 * 1810);
        for (int i = 0; i < mesh.Vertices.Length; i++)
        {
            var outward = mesh.Vertices[i] - centre;
            Assert.InRange(outward.Length(), Radius - 0.7, Radius + 0.7);
            Assert.True(Vector3.Dot(mesh.Normals[i], Vector3.Normalize(outward)) > 0.95);
        }
    }

    [Fact]
    public void Smoothing_takes_terraces_away()
    {
        var centre = new Vector3(15, 15, 15);
        var ball = Solid([31, 31, 31], place => (place - centre).Length() <= 12);
        double Error(TriangleMesh mesh) => mesh.Normals.Zip(mesh.Vertices, (normal, vertex) => 1 - Vector3.Dot(normal, Vector3.Normalize(vertex - centre))).Average();
        Assert.True(Error(ClassSurface.Of(ball, 1)) < 0.2 * Error(ClassSurface.Of(ball, 1, smoothing: 0)));
    }

    [Fact]
    public void A_ring_keeps_its_hole()
    {
        var ring = Solid([40, 40, 14], place => Math.Pow(new Vector2(place.X - 20, place.Y - 20).Length() - 12, 2) + Math.Pow(place.Z - 6.5, 2) <= 16);
        var mesh = ClassSurface.Of(ring, 1);
        Assert.True(MeshMeasures.IsClosed(mesh));
        Assert.Equal(0, MeshMeasures.Euler(mesh));
        Assert.Equal(2 * Math.PI * Math.PI * 12 * 16, MeshMeasures.Volume(mesh), 0.03 * 3790);
    }

    [Fact]
    public void A_branch_one_voxel_wide_stays_as_thick_and_as_long_as_it_is()
    {
        var mesh = ClassSurface.Of(Solid([30, 9, 9], place => place is { Y: 4, Z: 4, X: >= 3 and <= 26 }), 1, smoothing: 200);
        Assert.True(MeshMeasures.IsClosed(mesh));
        Assert.Equal(2, MeshMeasures.Euler(mesh));
        for (int x = 5; x < 25; x++)
        {
            var around = mesh.Vertices.Where(vertex => MathF.Abs(vertex.X - x) <= 1).ToList();
            Assert.InRange(around.Min(vertex => vertex.Y), 3, 3.5);
            Assert.InRange(around.Max(vertex => vertex.Z), 4.5, 5);
        }

        var (low, high) = MeshMeasures.Extent(mesh, 0);
        Assert.InRange(high - low, 23, 25);
    }

    [Fact]
    public void A_branch_whose_voxels_touch_at_edges_is_in_one_piece()
    {
        var mesh = ClassSurface.Of(Solid([12, 12, 3], place => place.Z == 1 && place.X == place.Y && place.X is >= 2 and <= 9), 1);
        Assert.True(MeshMeasures.IsClosed(mesh));
        // Two pieces would have 4.
        Assert.Equal(2, MeshMeasures.Euler(mesh));
    }

    [Fact]
    public void Vertices_are_in_mm_where_the_image_is()
    {
        var centre = new Vector3(14, 15, 5);
        var spacing = new Vector3(1, 1, 3);
        // A quarter turn about the third axis, and then the third axis the other way round: a mirror image.
        var grid = new Geometry([30, 30, 11], [1, 1, 3], [100, -50, 7], [0, 1, 0, 1, 0, 0, 0, 0, 1]);
        var ball = new Volume<byte>(grid, Solid([30, 30, 11], place => ((place - centre) * spacing).Length() <= 10.5).Voxels);
        var mesh = ClassSurface.Of(ball, 1);
        var world = new Vector3(115, -36, 22);

        Assert.True(MeshMeasures.IsClosed(mesh));
        Assert.Equal(4 / 3.0 * Math.PI * Math.Pow(10.5, 3), MeshMeasures.Volume(mesh), 0.05 * 4849);
        Assert.Equal(0, (mesh.Vertices.Aggregate(Vector3.Zero, (sum, vertex) => sum + vertex) / mesh.Vertices.Length - world).Length(), 0.1f);
        Assert.All(mesh.Normals.Zip(mesh.Vertices), pair => Assert.True(Vector3.Dot(pair.First, pair.Second - world) > 0));
    }

    [Fact]
    public void A_class_at_the_border_is_closed_there()
    {
        var mesh = ClassSurface.Of(Solid([6, 5, 4], _ => true), 1, smoothing: 0);
        Assert.True(MeshMeasures.IsClosed(mesh));
        Assert.Equal(2, MeshMeasures.Euler(mesh));
        Assert.Equal((-0.5f, 5.5f), MeshMeasures.Extent(mesh, 0));
        Assert.Equal((-0.5f, 3.5f), MeshMeasures.Extent(mesh, 2));
    }

    [Fact]
    public void Only_the_class_asked_for_counts()
    {
        var labels = Solid([9, 9, 9], place => place.X == 2);
        labels.Voxels[364] = 2;
        var mesh = ClassSurface.Of(labels, 2, smoothing: 0);
        Assert.Equal((3.5f, 4.5f), MeshMeasures.Extent(mesh, 0));
        Assert.Equal(8, mesh.Triangles.Length);
    }

    [Fact]
    public void An_absent_class_has_no_surface()
    {
        var mesh = ClassSurface.Of(new Volume<byte>(Geometry.OfSize(4, 4, 4)), 1);
        Assert.Empty(mesh.Vertices);
        Assert.Empty(mesh.Triangles);
        Assert.Throws<ArgumentException>(() => ClassSurface.Of(new Volume<byte>(Geometry.OfSize(4, 4)), 1));
    }

    [Fact]
    public void Every_surface_is_closed_and_turned_outwards() => Gen.Select(Gen.Int[1, 6].Array[3], Gen.Int[1, 9]).SelectMany((size, share) =>
        Gen.Int[1, 10].Array[size[0] * size[1] * size[2]].Select(draws => new Volume<byte>(Geometry.OfSize(size), [.. draws.Select(draw => (byte)(draw <= share ? 1 : 0))])))
        .Sample(mask =>
        {
            var bare = ClassSurface.Of(mask, 1, smoothing: 0);
            var smooth = ClassSurface.Of(mask, 1);
            return MeshMeasures.IsClosed(bare) && MeshMeasures.Volume(bare) >= 0 && MeshMeasures.Volume(smooth) >= 0 && bare.Triangles.SequenceEqual(smooth.Triangles);
        });

    private static Volume<byte> Solid(int[] size, Func<Vector3, bool> holds)
    {
        var labels = new Volume<byte>(Geometry.OfSize(size));
        for (int i = 0; i < labels.Voxels.Length; i++)
        {
            int[] index = Samples.IndexOf(labels.Geometry, i);
            if (holds(new Vector3(index[0], index[1], index[2]))) labels.Voxels[i] = 1;
        }

        return labels;
    }
}
