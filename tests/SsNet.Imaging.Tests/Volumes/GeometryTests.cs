using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Volumes;

public sealed class GeometryTests
{
    private static readonly Geometry Grid = new([3, 4, 5], [2, 1, 1], [10, 20, 30]);

    [Theory]
    [InlineData(0.0109, true)]
    [InlineData(0.0111, false)]
    public void Grids_are_alike_up_to_what_formats_round(double moved, bool isLike)
    {
        var other = new Geometry([3, 4, 5], [2, 1, 1], [10 + moved, 20, 30]);
        Assert.Equal(moved, Grid.LargestOffset(other), 1e-9);
        Assert.Equal(isLike, Grid.IsLike(other));
    }

    [Fact]
    public void A_little_more_spacing_moves_the_far_corner()
    {
        var other = new Geometry([3, 4, 5], [2, 1, 1.02], [10, 20, 30]);
        Assert.Equal(0.08, Grid.LargestOffset(other), 1e-9);
        Assert.False(Grid.IsLike(other));
    }

    [Fact]
    public void A_voxel_of_a_tilted_scan_is_smaller_than_the_product_of_its_steps()
    {
        // A tilt of 30 degrees: slices are moved along the rows.
        var tilted = new Geometry([3, 4, 5], [2, 0.5, 0.8], default, [Math.Cos(Math.PI / 6), 0, 0, Math.Sin(Math.PI / 6), 1, 0, 0, 0, 1]);
        Assert.Equal(2 * 0.5 * 0.8 * Math.Cos(Math.PI / 6), tilted.VoxelSize, 1e-12);
        Assert.Equal(2, Grid.VoxelSize, 1e-12);
    }

    [Fact]
    public void Grids_of_other_sizes_are_never_alike()
    {
        var other = Geometry.OfSize(5, 4, 3);
        Assert.False(Grid.IsLike(other));
        Assert.Throws<ArgumentException>(() => Grid.LargestOffset(other));
    }
}
