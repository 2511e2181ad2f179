using CsCheck;
using SsNet.Imaging.Metrics;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Metrics;

public class PlainMetricsTests
{
    [Fact]
    public void Every_score_equals_that_of_the_definitions_on_noise() => Gen.Select(Samples.TwoMasks, Samples.Spacing.Array[3]).Sample((masks, spacing) => Check(masks.First, masks.Second, spacing));

    [Fact]
    public void Every_score_equals_that_of_the_definitions_on_boxes_in_long_rows() =>
        Gen.Select(Samples.TwoBoxMasks, Samples.Spacing.Array[3]).Sample((masks, spacing) => Check(masks.First, masks.Second, spacing), iter: 200);

    [Fact]
    public void Every_score_equals_that_of_the_definitions_on_single_voxels() =>
        Samples.WideGrid.SelectMany(grid => Gen.Select(SingleOn(grid), SingleOn(grid), Samples.Spacing.Array[3])).Sample(Check, iter: 200);

    [Fact]
    public void Without_spacing_distances_are_in_voxels() =>
        Samples.TwoBoxMasks.Sample((first, second) =>
            Assert.Equal(SegmentationMetrics.Compute(first, second, 1, [.. Enumerable.Repeat(1.0, first.Geometry.Rank)]), SegmentationMetrics.Compute(first, second, 1)), iter: 50);

    private static Gen<Volume<byte>> SingleOn(Geometry grid) => Gen.Int[0, (int)grid.VoxelCount - 1].Select(at =>
    {
        var mask = new Volume<byte>(grid);
        mask.Voxels[at] = 1;
        return mask;
    });

    private static void Check(Volume<byte> prediction, Volume<byte> truth, double[] spacings)
    {
        double[] spacing = spacings[..prediction.Geometry.Rank];
        var expected = PlainMetrics.Of(prediction, truth, 1, spacing);
        var score = SegmentationMetrics.Compute(prediction, truth, 1, spacing);
        Assert.Equal((expected.Dice, expected.Jaccard), (score.Dice, score.Jaccard));
        AssertNear(expected.Hd95, score.Hd95);
        AssertNear(expected.Asd, score.Asd);
        AssertNear(expected.Assd, score.Assd);
    }

    private static void AssertNear(double expected, double actual) =>
        Assert.True(double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(expected - actual) <= 1e-12 * Math.Max(1, expected), $"expected {expected:R}, got {actual:R}");
}
