using CsCheck;
using SsNet.Imaging.Tests.Formats;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Volumes;

public class VoxelBoxTests
{
    /// <summary>A grid anywhere in the world and a box in it.</summary>
    private static readonly Gen<(Geometry Grid, VoxelBox Box)> BoxInGrid =
        Gen.Select(Gen.OneOf(WorldGrids.Any, WorldGrids.Slices), Gen.Double[0, 0.999].Array[6]).Select((grid, parts) =>
        {
            int[] start = [.. grid.Size.Select((n, axis) => (int)(parts[axis] * n))];
            return (grid, new VoxelBox([.. start], [.. grid.Size.Select((n, axis) => 1 + (int)(parts[3 + axis] * (n - start[axis])))]));
        });

    [Fact]
    public void Voxels_that_are_cut_out_keep_their_places_in_the_world() =>
        BoxInGrid.Sample(pair =>
        {
            var (grid, box) = pair;
            var part = box.Cut(Numbered(grid));
            Assert.Equal(box.Length, part.Geometry.Size);
            for (int i = 0; i < part.Voxels.Length; i++)
            {
                double[] expected = grid.ToWorld(At(grid, part.Voxels[i])), actual = part.Geometry.ToWorld(At(part.Geometry, i));
                for (int axis = 0; axis < grid.Rank; axis++) Assert.Equal(expected[axis], actual[axis], 1e-9);
            }
        });

    [Fact]
    public void The_whole_grid_is_a_box() =>
        BoxInGrid.Sample(pair =>
        {
            var whole = VoxelBox.Whole(pair.Grid);
            WorldGrids.AssertSame(pair.Grid, whole.PartOf(pair.Grid), 0);
            Assert.Equal(Numbered(pair.Grid).Voxels, whole.Cut(Numbered(pair.Grid)).Voxels);
        });

    [Fact]
    public void Boxes_of_the_same_numbers_are_equal()
    {
        var box = new VoxelBox([1, 2, 3], [4, 5, 6]);
        var same = new VoxelBox([1, 2, 3], [4, 5, 6]);
        Assert.Equal(box, same);
        Assert.Equal(box.GetHashCode(), same.GetHashCode());
        Assert.True(box == same);
        Assert.NotEqual(box, new VoxelBox([1, 2, 3], [4, 5, 7]));
        Assert.NotEqual(box, new VoxelBox([1, 2, 4], [4, 5, 6]));
        Assert.NotEqual(box, new VoxelBox([1, 2], [4, 5]));
        Assert.Equal("4×5×6 from 1, 2, 3", box.ToString());
    }

    [Fact]
    public void What_is_no_box_is_refused()
    {
        Assert.Throws<ArgumentException>("start", () => new VoxelBox([1], [1]));
        Assert.Throws<ArgumentException>("start", () => new VoxelBox(default, [1, 1]));
        Assert.Throws<ArgumentException>("start", () => new VoxelBox([0, -1], [1, 1]));
        Assert.Throws<ArgumentException>("length", () => new VoxelBox([0, 0], [1, 0]));
        Assert.Throws<ArgumentException>("length", () => new VoxelBox([0, 0], [1, 1, 1]));
        Assert.Throws<ArgumentException>("length", () => new VoxelBox([0, 9], [1, int.MaxValue - 8]));
    }

    [Fact]
    public void A_box_beyond_the_image_is_refused()
    {
        var box = new VoxelBox([1, 2], [3, 4]);
        Assert.Contains("3×4 from 1, 2", Assert.Throws<ArgumentException>("whole", () => box.Cut(new Volume<byte>(Geometry.OfSize(4, 5)))).Message);
        Assert.Throws<ArgumentException>("whole", () => box.PartOf(Geometry.OfSize(9, 9, 9)));
        Assert.Throws<ArgumentException>("voxel", () => box.Contains([1, 2, 3]));
    }

    private static Volume<int> Numbered(Geometry grid) => new(grid, [.. Enumerable.Range(0, (int)grid.VoxelCount)]);

    private static double[] At(Geometry grid, int flat) => [.. Samples.IndexOf(grid, flat).Select(i => (double)i)];

    [Fact]
    public void The_box_around_voxels_is_the_smallest_that_holds_them() => Samples.Mask.Sample(mask =>
    {
        int[][] meant = [.. mask.Voxels.Index().Where(voxel => voxel.Item != 0).Select(voxel => Samples.IndexOf(mask.Geometry, voxel.Index))];
        var box = VoxelBox.Around(mask, value => value != 0);
        if (meant.Length == 0)
        {
            Assert.Null(box);
            return;
        }

        for (int axis = 0; axis < mask.Geometry.Rank; axis++)
        {
            Assert.Equal(meant.Min(voxel => voxel[axis]), box!.Start[axis]);
            Assert.Equal(meant.Max(voxel => voxel[axis]), box.Start[axis] + box.Length[axis] - 1);
        }
    });
}
