using CsCheck;
using SsNet.Imaging.Metrics;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Metrics;

public class SegmentationMetricsTests
{
    private static readonly Volume<byte> Empty = new(Geometry.OfSize(3, 4));
    private static readonly Volume<byte> Full = new(Geometry.OfSize(3, 4), [.. Enumerable.Repeat((byte)1, 12)]);

    [Fact]
    public void Dice_of_two_empty_masks_is_one()
    {
        Assert.Equal(new SegmentationScore(1, 1, 0, 0, 0), SegmentationMetrics.Compute(Empty, Empty, 1));
        Assert.Equal(1, SegmentationMetrics.Dice(Empty, Empty, 1));
    }

    [Fact]
    public void Distances_to_an_empty_mask_are_undefined()
    {
        var undefined = new SegmentationScore(0, 0, double.NaN, double.NaN, double.NaN);
        Assert.Equal(undefined, SegmentationMetrics.Compute(Empty, Full, 1));
        Assert.Equal(undefined, SegmentationMetrics.Compute(Full, Empty, 1));
    }

    [Fact]
    public void A_mask_agrees_perfectly_with_itself() =>
        Samples.Mask.Sample(mask => Assert.Equal(new SegmentationScore(1, 1, 0, 0, 0), SegmentationMetrics.Compute(mask, mask, 1)));

    [Fact]
    public void All_but_asd_are_symmetric() =>
        Samples.TwoMasks.Sample((first, second) =>
        {
            var there = SegmentationMetrics.Compute(first, second, 1);
            var back = SegmentationMetrics.Compute(second, first, 1);
            Assert.Equal(there.Dice, back.Dice);
            Assert.Equal(there.Jaccard, back.Jaccard);
            Assert.Equal(there.Hd95, back.Hd95);
            Assert.Equal(there.Assd, back.Assd, 12);
        });

    [Fact]
    public void Distances_grow_with_the_spacing() =>
        Gen.Select(Samples.TwoMasks, Samples.Spacing).Sample((masks, spacing) =>
        {
            double[] spacings = [.. Enumerable.Repeat(spacing, masks.First.Geometry.Rank)];
            var voxels = SegmentationMetrics.Compute(masks.First, masks.Second, 1);
            var millimetres = SegmentationMetrics.Compute(masks.First, masks.Second, 1, spacings);
            Assert.Equal(voxels.Dice, millimetres.Dice);
            Assert.Equal(voxels.Hd95 * spacing, millimetres.Hd95, 10);
            Assert.Equal(voxels.Asd * spacing, millimetres.Asd, 10);
            Assert.Equal(voxels.Assd * spacing, millimetres.Assd, 10);
        });

    [Fact]
    public void Background_around_the_array_changes_nothing() =>
        Samples.TwoMasks.Sample((first, second) =>
            Assert.Equal(SegmentationMetrics.Compute(first, second, 1), SegmentationMetrics.Compute(Padded(first), Padded(second), 1)));

    [Fact]
    public void Dice_alone_equals_Dice_among_the_scores() =>
        Samples.TwoMasks.Sample((first, second) =>
            Assert.Equal(SegmentationMetrics.Compute(first, second, 1).Dice, SegmentationMetrics.Dice(first, second, 1)));

    [Fact]
    public void Every_class_is_scored_as_if_it_were_alone()
    {
        var random = new Random(5);
        var geometry = Geometry.OfSize(6, 7, 8);
        var prediction = new Volume<byte>(geometry, [.. Enumerable.Range(0, 336).Select(_ => (byte)random.Next(4))]);
        var truth = new Volume<byte>(geometry, [.. Enumerable.Range(0, 336).Select(_ => (byte)random.Next(4))]);

        var scores = SegmentationMetrics.ComputeForeground(prediction, truth, 4, [1, 2, 3]);

        Assert.Equal(3, scores.Length);
        for (int k = 1; k < 4; k++)
        {
            Assert.Equal(SegmentationMetrics.Compute(Only(prediction, k), Only(truth, k), 1, [1, 2, 3]), scores[k - 1]);
        }
    }

    [Fact]
    public void Two_single_voxels_are_as_far_apart_as_they_are()
    {
        var prediction = new Volume<byte>(Geometry.OfSize(5, 5));
        var truth = new Volume<byte>(Geometry.OfSize(5, 5));
        prediction.Voxels[0] = 1;
        truth.Voxels[3 * 5 + 4] = 1;
        Assert.Equal(new SegmentationScore(0, 0, 5, 5, 5), SegmentationMetrics.Compute(prediction, truth, 1));
    }

    [Fact]
    public void Label_maps_of_different_size_are_reported()
    {
        var error = Assert.Throws<ReportedException>(() => SegmentationMetrics.Compute(Empty, new Volume<byte>(Geometry.OfSize(4, 3)), 1));
        Assert.Contains("3×4", error.Message, StringComparison.Ordinal);
        Assert.Contains("4×3", error.Message, StringComparison.Ordinal);
        Assert.Throws<ReportedException>(() => SegmentationMetrics.Dice(Empty, new Volume<byte>(Geometry.OfSize(3, 4, 1)), 1));
    }

    [Fact]
    public void A_class_or_spacing_out_of_range_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SegmentationMetrics.Compute(Full, Full, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SegmentationMetrics.Compute(Full, Full, 256));
        Assert.Throws<ArgumentOutOfRangeException>(() => SegmentationMetrics.ComputeForeground(Full, Full, 1));
        Assert.Throws<ArgumentException>(() => SegmentationMetrics.Compute(Full, Full, 1, [1, 1, 1]));
        Assert.Throws<ArgumentException>(() => SegmentationMetrics.Compute(Full, Full, 1, [1, 0]));
    }

    private static Volume<byte> Only(Volume<byte> labels, int label) =>
        new(labels.Geometry, Array.ConvertAll(labels.Voxels, value => (byte)(value == label ? 1 : 0)));

    private static Volume<byte> Padded(Volume<byte> mask)
    {
        int[] size = [.. mask.Geometry.Size.Select(n => n + 3)];
        var padded = new Volume<byte>(Geometry.OfSize(size));
        for (int i = 0; i < mask.Voxels.Length; i++)
        {
            int[] index = Samples.IndexOf(mask.Geometry, i);
            int flat = 0;
            for (int axis = 0; axis < size.Length; axis++) flat = flat * size[axis] + index[axis] + 1;
            padded.Voxels[flat] = mask.Voxels[i];
        }

        return padded;
    }
}
