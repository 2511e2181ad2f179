using System.Numerics;
using SsNet.Imaging.Surfaces;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Surfaces;

public class SurfaceDistanceTests
{
    [Fact]
    public void A_larger_box_is_outside_and_a_smaller_one_inside()
    {
        var truth = Box([20, 20, 20], [1, 1, 2], 6, 13);
        foreach (var (first, last, expected) in ((int, int, float)[])[(6, 13, 0), (4, 15, 2), (7, 12, -1)])
        {
            var mesh = ClassSurface.Of(Box([20, 20, 20], [1, 1, 2], first, last), 1, smoothing: 0);
            float[] distances = SurfaceDistance.To(truth, 1).Of(mesh);
            // In the middle of two faces; slices are twice as far apart.
            float At(float x, float y, float z) => distances[mesh.Vertices.IndexOf(new Vector3(x, y, z))];
            Assert.Equal(expected, At(last + 0.5f, 10, 20), 1e-4);
            Assert.Equal(2 * expected, At(10, 10, 2 * (first - 0.5f)), 1e-4);
        }
    }

    [Fact]
    public void A_thin_branch_beyond_the_truth_is_as_far_as_it_is_long()
    {
        var truth = Box([24, 20, 20], [1, 1, 1], 5, 9);
        var prediction = Box([24, 20, 20], [1, 1, 1], 5, 9);
        for (int i = 10; i < 20; i++) prediction.Voxels[(i * 20 + 7) * 20 + 7] = 1;
        float[] distances = SurfaceDistance.To(truth, 1).Of(ClassSurface.Of(prediction, 1, smoothing: 0));
        Assert.Equal(10, distances.Max(), 1e-4);
    }

    [Fact]
    public void An_absent_class_is_infinitely_far()
    {
        var mesh = ClassSurface.Of(Box([8, 8, 8], [1, 1, 1], 2, 5), 1);
        Assert.All(SurfaceDistance.To(new Volume<byte>(Geometry.OfSize(8, 8, 8)), 1).Of(mesh), distance => Assert.Equal(float.PositiveInfinity, distance));
    }

    private static Volume<byte> Box(int[] size, double[] spacing, int first, int last)
    {
        var labels = new Volume<byte>(new Geometry(size, spacing));
        for (int i = 0; i < labels.Voxels.Length; i++)
        {
            if (Samples.IndexOf(labels.Geometry, i).All(place => place >= first && place <= last)) labels.Voxels[i] = 1;
        }

        return labels;
    }
}
