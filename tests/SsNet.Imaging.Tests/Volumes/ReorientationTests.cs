using CsCheck;
using SsNet.Imaging.Tests.Formats;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Volumes;

public sealed class ReorientationTests
{
    [Fact]
    public void Every_voxel_keeps_its_place_in_the_world() => WorldGrids.Any.Sample(grid =>
    {
        var image = Numbered(grid);
        foreach (var order in new[] { Reorientation.ToCanonical(grid), Reorientation.ToReversedAxes(grid) })
        {
            var turned = order.Apply(image);
            for (int flat = 0; flat < turned.Voxels.Length; flat++)
            {
                double[] expected = grid.ToWorld(At(grid, turned.Voxels[flat])), actual = turned.Geometry.ToWorld(At(turned.Geometry, flat));
                for (int i = 0; i < 3; i++) Assert.Equal(expected[i], actual[i], 1e-9);
            }
        }
    });

    [Fact]
    public void The_way_back_gives_the_same_voxels_on_the_same_grid() => WorldGrids.Any.Sample(grid =>
    {
        var image = Numbered(grid);
        var order = Reorientation.ToCanonical(grid);
        var back = order.Undo(order.Apply(image));
        Assert.Same(grid, back.Geometry);
        Assert.Equal(image.Voxels, back.Voxels);
    });

    [Fact]
    public void A_part_comes_back_to_its_own_place_and_all_else_stays() => WorldGrids.Any.SelectMany(grid => Gen.Int[0, 100].Array[6].Select(numbers => (grid, numbers))).Sample(sample =>
    {
        var (grid, numbers) = sample;
        var image = Numbered(grid);
        foreach (var order in new[] { Reorientation.ToCanonical(grid), Reorientation.ToReversedAxes(grid) })
        {
            int[] start = [.. order.To.Size.Select((n, axis) => numbers[axis] % n)];
            var box = new VoxelBox([.. start], [.. order.To.Size.Select((n, axis) => 1 + numbers[3 + axis] % (n - start[axis]))]);
            var part = box.Cut(order.Apply(image));
            var own = new Volume<int>(grid, [.. Enumerable.Repeat(-1, image.Voxels.Length)]);
            order.Undo(part, box, own);
            var isPart = part.Voxels.ToHashSet();
            Assert.Equal(image.Voxels.Select(number => isPart.Contains(number) ? number : -1), own.Voxels);
        }
    });

    [Fact]
    public void Canonical_axes_point_to_head_back_and_left_as_far_as_they_can() => WorldGrids.Any.Sample(grid =>
    {
        var turned = Reorientation.ToCanonical(grid).To;
        for (int axis = 0; axis < 3; axis++) Assert.True(turned.Direction[(2 - axis) * 3 + axis] >= 0);
        Assert.True(Reorientation.ToCanonical(turned).IsIdentity);
    });

    [Fact]
    public void Sagittal_slices_become_the_last_axis()
    {
        // Slices from right to left, rows from head to feet, columns from front to back.
        var grid = new Geometry([5, 4, 3], [6, 1, 2], [10, 20, 30], [1, 0, 0, 0, 0, 1, 0, -1, 0]);
        var order = Reorientation.ToCanonical(grid);
        Assert.Equal([4, 3, 5], order.To.Size);
        Assert.Equal([1, 2, 6], order.To.Spacing);
        // The lowest row is the first now.
        Assert.Equal([10, 20, 30 - 3], order.To.Origin);
        Assert.Equal([0, 0, 1, 0, 1, 0, 1, 0, 0], order.To.Direction);
        Assert.Equal(Numbered(grid).Voxels[3 * 3], order.Apply(Numbered(grid)).Voxels[0]);
    }

    [Fact]
    public void A_slice_stays_as_it_is() => WorldGrids.Slices.Sample(grid => Assert.True(Reorientation.ToCanonical(grid).IsIdentity));

    [Fact]
    public void An_image_without_a_place_stays_as_it_is()
    {
        Assert.True(Reorientation.ToCanonical(Geometry.OfSize(2, 3, 4)).IsIdentity);
        Assert.False(Reorientation.ToCanonical(new Geometry([2, 3, 4], [1, 1, 1.5])).IsIdentity);
    }

    [Fact]
    public void An_image_of_another_size_is_refused()
    {
        var order = Reorientation.ToCanonical(Geometry.OfSize(2, 3, 4));
        Assert.Throws<ArgumentException>(() => order.Apply(new Volume<byte>(Geometry.OfSize(2, 4, 3))));
        Assert.Throws<ArgumentException>(() => order.Undo(new Volume<byte>(Geometry.OfSize(2, 4, 3))));
        var whole = VoxelBox.Whole(order.To);
        Assert.Throws<ArgumentException>(() => order.Undo(new Volume<byte>(order.To), whole, new Volume<byte>(Geometry.OfSize(1, 1, 1))));
        Assert.Throws<ArgumentException>(() => order.Undo(new Volume<byte>(Geometry.OfSize(1, 1, 1)), whole, new Volume<byte>(order.From)));
        Assert.Throws<ArgumentException>(() => order.Undo(new Volume<byte>(order.To), new VoxelBox([1, 0, 0], whole.Length), new Volume<byte>(order.From)));
    }

    [Fact]
    public void World_points_are_found_again() => Gen.Select(Gen.OneOf(WorldGrids.Any, WorldGrids.Slices), Gen.Double[-9, 9].Array[3]).Sample((grid, place) =>
    {
        double[] index = place[..grid.Rank], found = grid.ToIndex(grid.ToWorld(index));
        for (int axis = 0; axis < grid.Rank; axis++) Assert.Equal(index[axis], found[axis], 1e-8);
    });

    [Fact]
    public void Places_are_found_on_axes_that_are_not_at_right_angles()
    {
        var sheared = new Geometry([4, 4], [2, 3], [1, 1], [1, 0.6, 0, 0.8]);
        Assert.Equal([2 + 3 * 0.6 + 1, 3 * 0.8 + 1], sheared.ToWorld([1, 1]));
        double[] index = sheared.ToIndex(sheared.ToWorld([1.25, 2.5]));
        Assert.Equal(1.25, index[0], 1e-12);
        Assert.Equal(2.5, index[1], 1e-12);
    }

    private static Volume<int> Numbered(Geometry grid) => new(grid, [.. Enumerable.Range(0, (int)grid.VoxelCount)]);

    private static double[] At(Geometry grid, int flat) => [.. Samples.IndexOf(grid, flat).Select(i => (double)i)];
}
