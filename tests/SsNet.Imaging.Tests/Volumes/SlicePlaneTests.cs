using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Volumes;

public class SlicePlaneTests
{
    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(1, 0, 2)]
    [InlineData(2, 0, 1)]
    public void Of_three_axes_the_two_others_are_the_plane_in_ascending_order(int sliceAxis, int first, int second) =>
        Assert.Equal(new SlicePlane(first, second), SlicePlane.Of(3, sliceAxis));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void An_image_of_two_axes_is_a_slice_whatever_the_slice_axis(int sliceAxis) =>
        Assert.Equal(new SlicePlane(0, 1), SlicePlane.Of(2, sliceAxis));

    [Theory]
    [InlineData(3, -1)]
    [InlineData(3, 3)]
    [InlineData(2, 3)]
    [InlineData(1, 0)]
    [InlineData(4, 2)]
    public void Other_axes_are_refused(int rank, int sliceAxis) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SlicePlane.Of(rank, sliceAxis));
}
