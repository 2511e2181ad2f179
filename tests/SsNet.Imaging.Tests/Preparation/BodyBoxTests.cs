using CsCheck;
using SsNet.Imaging.Preparation;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Preparation;

public class BodyBoxTests
{
    private static readonly VoxelBox Body = new([3, 6, 20], [14, 22, 24]);

    [Fact]
    public void The_body_is_found_in_noise_and_neither_holes_nor_a_bright_table_matter() =>
        Gen.Double[-0.3, 0.3].Array[20 * 40 * 60].Sample(
            noise =>
            {
                var image = Scan(Geometry.OfSize(20, 40, 60), noise);
                Assert.Equal(Body, BodyBox.Of(image, 0));
            },
            iter: 10);

    [Fact]
    public void The_margin_is_in_millimetres_and_ends_with_the_image()
    {
        var image = Scan(new Geometry([20, 40, 60], [3, 0.75, 0.5]), new double[20 * 40 * 60]);
        // 2 mm: one voxel of 3 mm, three of 0.75 mm, four of 0.5 mm.
        Assert.Equal(new VoxelBox([2, 3, 16], [16, 28, 32]), BodyBox.Of(image, 2));
        Assert.Equal(new VoxelBox([0, 0, 0], [20, 40, 60]), BodyBox.Of(image, 12));
        Assert.Equal(VoxelBox.Whole(image.Geometry), BodyBox.Of(image, 1e300));
    }

    [Fact]
    public void A_slice_has_a_body_too()
    {
        var image = new Volume<float>(Geometry.OfSize(30, 40));
        for (int i = 0; i < image.Voxels.Length; i++)
        {
            var (row, column) = (i / 40, i % 40);
            if (row is >= 5 and < 15 && column is >= 12 and < 32) image.Voxels[i] = 700 + i % 3;
            // Touches the body at one corner only.
            if (row == 15 && column == 32) image.Voxels[i] = 900;
        }

        Assert.Equal(new VoxelBox([5, 12], [10, 20]), BodyBox.Of(image, 0));
        Assert.Equal(new VoxelBox([3, 10], [14, 24]), BodyBox.Of(image, 1.5));
    }

    [Fact]
    public void An_axis_of_one_voxel_is_kept()
    {
        var image = new Volume<float>(Geometry.OfSize(10, 1, 12));
        for (int i = 0; i < image.Voxels.Length; i++) image.Voxels[i] = i / 12 is >= 2 and < 7 && i % 12 is >= 4 and < 9 ? 100 : -1000;
        Assert.Equal(new VoxelBox([2, 0, 4], [5, 1, 5]), BodyBox.Of(image, 0));
    }

    [Fact]
    public void An_image_without_contrast_is_all_body()
    {
        Assert.Equal(VoxelBox.Whole(Geometry.OfSize(3, 4, 5)), BodyBox.Of(new Volume<float>(Geometry.OfSize(3, 4, 5)), 0));
        var nearlyEmpty = new Volume<float>(Geometry.OfSize(40, 40));
        nearlyEmpty.Voxels[7] = 5;
        Assert.Equal(VoxelBox.Whole(nearlyEmpty.Geometry), BodyBox.Of(nearlyEmpty, 0));
        Assert.Equal(VoxelBox.Whole(Geometry.OfSize(1, 2)), BodyBox.Of(new Volume<float>(Geometry.OfSize(1, 2), [float.NaN, 1]), 0));
    }

    [Fact]
    public void Unit_and_offset_of_the_intensities_do_not_matter()
    {
        var image = Scan(Geometry.OfSize(20, 40, 60), new double[20 * 40 * 60]);
        foreach (float unit in (float[])[1e-20f, 0.01f, 500, 1e20f])
        {
            Assert.Equal(Body, BodyBox.Of(new Volume<float>(image.Geometry, [.. image.Voxels.Select(voxel => (voxel - 3) * unit)]), 0));
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_margin_below_zero_is_refused(double margin) =>
        Assert.Throws<ArgumentOutOfRangeException>("marginMillimetres", () => BodyBox.Of(new Volume<float>(Geometry.OfSize(3, 3)), margin));

    [Fact]
    public void The_threshold_is_the_one_with_the_greatest_variance_between_the_classes() =>
        Gen.Int[0, 255].Array[2, 60].Where(values => values.Distinct().Count() > 1).Sample(numbers =>
        {
            // One value per bin.
            float[] values = [.. numbers.Select(value => value + 0.5f)];
            double threshold = OtsuThreshold.Of(values, 0, 256);
            double best = Enumerable.Range(1, 255).Max(at => Variance(at));
            Assert.Equal(best, Variance(threshold), 1e-9 * best);

            double Variance(double at)
            {
                float[] low = [.. values.Where(value => value < at)], high = [.. values.Where(value => value >= at)];
                if (low.Length == 0 || high.Length == 0) return 0;
                return low.Length * high.Length * Math.Pow(high.Average(value => (double)value) - low.Average(value => (double)value), 2);
            }
        });

    /// <summary>A body with dark holes off the centre, a brighter table below it and a cable beside it, on a dark ground.</summary>
    private static Volume<float> Scan(Geometry grid, double[] noise)
    {
        var image = new Volume<float>(grid);
        for (int i = 0; i < image.Voxels.Length; i++)
        {
            int[] place = Samples.IndexOf(grid, i);
            bool isHole = place[0] is > 6 and < 12 && place[1] is > 10 and < 20 && place[2] is > 26 and < 34;
            bool isTable = place[1] is 33 or 34 && place[2] is > 10 and < 50, isCable = place[1] == 2 && place[2] == 3;
            double level = isTable || isCable ? 3 : Body.Contains(place) && !isHole ? 1 : 0;
            image.Voxels[i] = (float)(level + noise[i]);
        }

        return image;
    }
}
