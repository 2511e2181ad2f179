using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Volumes;

public class VolumeSlicesTests
{
    /// <summary>2×3×4 voxels, each telling its place: 100 along the first axis, 10 along the second, 1 along the third.</summary>
    private static readonly Volume<float> Numbered = new(
        new Geometry([2, 3, 4], [5, 6, 7], [1, 2, 3], [0, 1, 0, 1, 0, 0, 0, 0, -1]),
        [.. from i in Enumerable.Range(0, 2) from j in Enumerable.Range(0, 3) from k in Enumerable.Range(0, 4) select 100f * i + 10 * j + k]);

    [Fact]
    public void A_slice_along_the_first_axis_has_the_two_others()
    {
        var slice = VolumeSlices.Cut(Numbered, 0, 1);
        Assert.Equal([3, 4], slice.Geometry.Size);
        Assert.Equal([6, 7], slice.Geometry.Spacing);
        Assert.Equal([100, 101, 102, 103, 110, 111, 112, 113, 120, 121, 122, 123], slice.Voxels);
    }

    [Fact]
    public void A_slice_along_the_second_axis_has_the_two_others()
    {
        var slice = VolumeSlices.Cut(Numbered, 1, 2);
        Assert.Equal([2, 4], slice.Geometry.Size);
        Assert.Equal([5, 7], slice.Geometry.Spacing);
        Assert.Equal([20, 21, 22, 23, 120, 121, 122, 123], slice.Voxels);
    }

    [Fact]
    public void A_slice_along_the_last_axis_has_the_two_others()
    {
        var slice = VolumeSlices.Cut(Numbered, 2, 3);
        Assert.Equal([2, 3], slice.Geometry.Size);
        Assert.Equal([5, 6], slice.Geometry.Spacing);
        Assert.Equal([3, 13, 23, 103, 113, 123], slice.Voxels);
    }

    [Fact]
    public void A_slice_has_no_place_in_the_world()
    {
        var slice = VolumeSlices.Cut(Numbered, 1, 0).Geometry;
        Assert.Equal([0, 0], slice.Origin);
        Assert.Equal([1, 0, 0, 1], slice.Direction);
    }

    [Fact]
    public void Slices_that_do_not_exist_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => VolumeSlices.Cut(Numbered, 3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => VolumeSlices.Cut(Numbered, -1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => VolumeSlices.Cut(Numbered, 1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => VolumeSlices.Cut(Numbered, 1, -1));
        Assert.Throws<ArgumentException>(() => VolumeSlices.Cut(VolumeSlices.Cut(Numbered, 0, 0), 0, 0));
    }

    [Fact]
    public void Stacked_slices_are_the_volume_they_were_cut_out_of()
    {
        var stack = VolumeSlices.Stack([VolumeSlices.Cut(Numbered, 0, 0), VolumeSlices.Cut(Numbered, 0, 1)]);
        Assert.Equal([2, 3, 4], stack.Geometry.Size);
        Assert.Equal([1, 6, 7], stack.Geometry.Spacing);
        Assert.Equal(Numbered.Voxels, stack.Voxels);
    }

    [Fact]
    public void What_makes_no_volume_is_not_stacked()
    {
        Assert.Throws<ArgumentException>(() => VolumeSlices.Stack<byte>([]));
        Assert.Throws<ArgumentException>(() => VolumeSlices.Stack([Numbered]));
        Assert.Throws<ArgumentException>(() => VolumeSlices.Stack([VolumeSlices.Cut(Numbered, 0, 0), VolumeSlices.Cut(Numbered, 1, 0)]));
    }
}
