using CsCheck;
using SsNet.Data;
using SsNet.Imaging.Resampling;
using SsNet.Imaging.Volumes;

namespace SsNet.Tests.Data;

public class GridViewTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_quarter_turn_turns_every_slice_and_moves_none(int sliceAxis)
    {
        int[] size = [2, 3, 4];
        int[] voxels = [.. Enumerable.Range(0, 24)];
        var plane = SlicePlane.Of(3, sliceAxis);
        var turned = GridView.Of(size).QuarterTurn(plane);

        var flat = GridView.Of([size[plane.First], size[plane.Second]]).QuarterTurn(SlicePlane.Of(2, 2));
        for (int slice = 0; slice < size[sliceAxis]; slice++)
        {
            int[] alone = Slices.Copy(GridView.Of(size), voxels, sliceAxis, slice);
            Assert.Equal(flat.Copy<int>(alone, [0, 0], flat.Size), Slices.Copy(turned, voxels, sliceAxis, slice));
        }
    }

    [Fact]
    public void A_view_is_zoomed_as_a_copy_of_what_it_shows() =>
        Gen.Select(Gen.Int[1, 6].Array[3], Gen.Int[1, 9].Array[3], Gen.Int[2, 3], Gen.Int[0, 3], Gen.Int[0, 1], Gen.Int[0, 2])
            .Sample((sizes, newSizes, rank, turns, axis, sliceAxis) =>
            {
                int[] size = sizes[..rank];
                int[] newSize = newSizes[..rank];
                var view = new RotateFlip(turns, axis).Apply(GridView.Of(size), SlicePlane.Of(rank, sliceAxis));
                int[] voxels = [.. Enumerable.Range(1, size.Aggregate(1, (product, n) => product * n))];
                int[] copy = view.Copy<int>(voxels, new int[rank], view.Size);
                Assert.Equal(
                    NearestZoom.Zoom<int>(copy, view.Size, newSize, ZoomBorder.Nearest),
                    view.Zoom<int>(voxels, newSize, ZoomBorder.Nearest));
            });
}
