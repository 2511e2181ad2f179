using CsCheck;
using SsNet.Imaging.Metrics;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Metrics;

public class SurfaceTests
{
    [Fact]
    public void Its_voxels_are_those_with_a_face_neighbour_outside() => Samples.Mask.Sample(Check);

    [Fact]
    public void So_they_are_in_long_rows() => Gen.Select(Samples.TwoBoxMasks, Gen.Bool).Sample((masks, dense) =>
    {
        // A box in a box that fills the image: all borders at once.
        var mask = dense ? new Volume<byte>(masks.First.Geometry, Array.ConvertAll(masks.First.Voxels, value => (byte)(1 - value))) : masks.First;
        Check(mask);
    });

    [Fact]
    public void Other_classes_are_outside()
    {
        var labels = new Volume<byte>(Geometry.OfSize(3, 40), [.. Enumerable.Range(0, 120).Select(i => (byte)(i == 60 ? 3 : 2))]);
        var surface = Surface.Of(labels, 2);
        Assert.Equal([0, 19, 21, 39], surface.Row(0, 1).ToArray());
        Assert.Equal([20], Surface.Of(labels, 3).Row(0, 1).ToArray());
    }

    private static void Check(Volume<byte> mask)
    {
        var surface = Surface.Of(mask, 1);
        int length = mask.Geometry.Size[^1];
        int[] found = [.. Enumerable.Range(0, surface.Planes * surface.Rows).SelectMany(row => surface.Row(row / surface.Rows, row % surface.Rows).ToArray().Select(column => row * length + column))];
        Assert.Equal(PlainMetrics.SurfaceOf(mask, 1), found);
        Assert.Equal(found.Length, surface.Count);
        Assert.Equal(found.Select(voxel => voxel / length).Distinct().Count(), surface.RowsWithVoxels);
        if (found.Length == 0) return;
        Assert.Equal(found.Min(voxel => voxel % length), surface.FirstColumn);
        Assert.Equal(found.Max(voxel => voxel % length), surface.LastColumn);
    }
}
