using SsNet.Imaging.Metrics;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Metrics;

public class IgnoredVoxelsTests
{
    [Fact]
    public void An_ignored_voxel_counts_for_no_class_and_against_none()
    {
        Volume<byte> prediction = Row(1, 1, 2, 0, 1, 255), truth = Row(1, 255, 255, 255, 2, 2);
        var (predicted, actual) = IgnoredVoxels.LeftOut(prediction, truth, 255);
        Assert.Equal([1, 0, 0, 0, 1, 255], predicted.Voxels);
        Assert.Equal([1, 0, 0, 0, 2, 2], actual.Voxels);
        Assert.Equal(2.0 / 3, SegmentationMetrics.Dice(predicted, actual, 1), 1e-12);
        Assert.Equal([1, 1, 2, 0, 1, 255], prediction.Voxels);
        Assert.Equal([1, 255, 255, 255, 2, 2], truth.Voxels);
    }

    [Fact]
    public void The_geometry_stays()
    {
        var grid = new Geometry([1, 2], [3, 4]);
        var (predicted, actual) = IgnoredVoxels.LeftOut(new Volume<byte>(grid, [1, 1]), new Volume<byte>(grid, [7, 1]), 7);
        Assert.Equal((grid, grid), (predicted.Geometry, actual.Geometry));
    }

    [Fact]
    public void Without_ignored_voxels_in_the_truth_nothing_is_copied()
    {
        Volume<byte> prediction = Row(255, 1), truth = Row(0, 1);
        Assert.Equal((prediction, truth), IgnoredVoxels.LeftOut(prediction, truth, 255));
    }

    [Fact]
    public void Maps_of_two_sizes_are_refused() =>
        Assert.StartsWith("The prediction has 1×2 voxels", Assert.Throws<ReportedException>(() => IgnoredVoxels.LeftOut(Row(1, 1), Row(1, 1, 255), 255)).Message, StringComparison.Ordinal);

    private static Volume<byte> Row(params byte[] voxels) => new(Geometry.OfSize(1, voxels.Length), voxels);
}
