using SsNet.Imaging.Resampling;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Resampling;

public class BlockMeanTests
{
    [Fact]
    public void Blocks_are_averaged_and_cut_off_blocks_over_what_they_have()
    {
        var image = new Volume<float>(Geometry.OfSize(3, 3), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
        var small = BlockMean.Downsample(image, 2);
        Assert.Equal([2, 2], small.Geometry.Size);
        Assert.Equal([2, 3.5f, 6.5f, 8], small.Voxels);
    }

    [Fact]
    public void Three_axes_are_averaged_together()
    {
        var image = new Volume<float>(Geometry.OfSize(2, 4, 2), [.. Enumerable.Range(0, 16).Select(i => (float)i)]);
        Assert.Equal([5.5f, 9.5f], BlockMean.Downsample(image, 2).Voxels);
    }

    [Fact]
    public void A_whole_block_keeps_its_centre_in_the_world()
    {
        // The first axis runs along world y, the second along −x.
        var geometry = new Geometry([4, 4], [0.5, 2], [10, 20], [0, -1, 1, 0]);
        var small = BlockMean.Downsample(new Volume<float>(geometry), 4).Geometry;

        Assert.Equal([2, 8], small.Spacing);
        Assert.Equal([10 - 3, 20 + 0.75], small.Origin);
        Assert.Equal(geometry.Direction, small.Direction);
    }

    [Fact]
    public void Factor_one_changes_nothing()
    {
        var image = new Volume<float>(Geometry.OfSize(2, 3), [1, 2, 3, 4, 5, 6]);
        var same = BlockMean.Downsample(image, 1);
        Assert.Equal(image.Voxels, same.Voxels);
        Assert.Equal(image.Geometry.Origin, same.Geometry.Origin);
    }

    [Fact]
    public void A_factor_beyond_the_size_leaves_one_voxel() =>
        Assert.Equal([2], BlockMean.Downsample(new Volume<float>(Geometry.OfSize(1, 3), [1, 2, 3]), 10).Voxels);

    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(2, 1, 1)]
    [InlineData(3, 2, 5)]
    [InlineData(1, 1, 2)]
    public void Every_axis_may_have_a_factor_of_its_own(params int[] factors)
    {
        var geometry = new Geometry([4, 3, 5], [1, 2, 0.5]);
        var image = new Volume<float>(geometry, [.. Enumerable.Range(0, 60).Select(i => (float)(i * i % 17))]);
        var small = BlockMean.Downsample(image, factors);

        Assert.Equal(geometry.Size.Select((n, axis) => (n + factors[axis] - 1) / factors[axis]), small.Geometry.Size);
        Assert.Equal(geometry.Spacing.Select((distance, axis) => distance * factors[axis]), small.Geometry.Spacing);
        Assert.Equal(geometry.Spacing.Select((distance, axis) => distance * (factors[axis] - 1) / 2), small.Geometry.Origin);
        for (int block = 0; block < small.Voxels.Length; block++)
        {
            int[] place = Samples.IndexOf(small.Geometry, block);
            float[] members = [.. image.Voxels.Where((_, i) => Samples.IndexOf(geometry, i).Select((position, axis) => position / factors[axis]).SequenceEqual(place))];
            Assert.Equal(members.Average(), small.Voxels[block], 1e-5f);
        }
    }

    [Fact]
    public void Slices_are_averaged_each_for_itself_where_their_axis_has_factor_one()
    {
        var image = new Volume<float>(Geometry.OfSize(2, 2, 2), [0, 1, 2, 3, 10, 20, 30, 40]);
        Assert.Equal([1.5f, 25], BlockMean.Downsample(image, [1, 2, 2]).Voxels);
    }

    [Fact]
    public void As_many_factors_as_axes_are_needed()
    {
        Assert.Throws<ArgumentException>(() => BlockMean.Downsample(new Volume<float>(Geometry.OfSize(2, 2)), [2, 2, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => BlockMean.Downsample(new Volume<float>(Geometry.OfSize(2, 2)), [2, 0]));
    }

    [Fact]
    public void A_factor_below_one_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BlockMean.Downsample(new Volume<float>(Geometry.OfSize(2, 2)), 0));
}
