using CsCheck;
using SsNet.Imaging.Resampling;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Imaging.Tests.Resampling;

public class NearestZoomTests
{
    private static readonly Gen<ZoomBorder> Border = Gen.Enum<ZoomBorder>();

    [Fact, Trait("Category", "Golden")]
    public void Every_voxel_of_an_axis_comes_from_where_the_published_code_takes_it()
    {
        using var file = GoldenFile.Open("resample.h5");
        int maps = (int)file.Scalar("zoom1d/n_maps");
        Assert.True(maps > 0);
        for (int k = 0; k < maps; k++)
        {
            string name = $"zoom1d/map_{k:00}";
            int[] sources = NearestZoom.Sources((int)file.Scalar($"{name}_n_in"), (int)file.Scalar($"{name}_n_out"), ZoomBorder.Published);
            Assert.True(file.Integers($"{name}_source_index").AsSpan().SequenceEqual(sources), name);
        }
    }

    [Fact, Trait("Category", "Golden")]
    public void Slices_and_their_labels_are_zoomed_there_and_back_as_in_the_published_code()
    {
        using var file = GoldenFile.Open("resample.h5");
        int cases = (int)file.Scalar("zoom2d/n_cases");
        Assert.True(cases > 0);
        for (int k = 0; k < cases; k++)
        {
            string name = $"zoom2d/case_{k}";
            int[] size = file.Shape($"{name}/image");
            int target = (int)file.Scalar($"{name}/target");
            float[] zoomed = NearestZoom.Zoom<float>(file.Floats($"{name}/image"), size, [target, target], ZoomBorder.Published);
            Assert.True(file.Floats($"{name}/image_zoomed").AsSpan().SequenceEqual(zoomed), name);

            byte[] back = NearestZoom.Zoom<byte>(file.Bytes($"{name}/labels_at_target"), [target, target], size, ZoomBorder.Published);
            Assert.True(file.Bytes($"{name}/labels_back").AsSpan().SequenceEqual(back), name);
        }
    }

    [Theory]
    [InlineData(200)]
    [InlineData(216)]
    public void Back_from_256_the_published_code_loses_the_last_voxel_and_nearest_does_not(int newSize)
    {
        int[] published = NearestZoom.Sources(256, newSize, ZoomBorder.Published);
        int[] nearest = NearestZoom.Sources(256, newSize, ZoomBorder.Nearest);
        Assert.Equal(-1, published[^1]);
        Assert.Equal(255, nearest[^1]);
        Assert.Equal(published[..^1], nearest[..^1]);
        Assert.DoesNotContain(-1, nearest);
    }

    [Fact]
    public void A_lost_voxel_is_a_row_or_a_column_of_zeros()
    {
        byte[] ones = new byte[256 * 256];
        Array.Fill(ones, (byte)1);
        byte[] published = NearestZoom.Zoom<byte>(ones, [256, 256], [200, 210], ZoomBorder.Published);
        Assert.All(Enumerable.Range(0, published.Length), i => Assert.Equal(i / 210 == 199 ? 0 : 1, published[i]));

        published = NearestZoom.Zoom<byte>(ones, [256, 256], [210, 200], ZoomBorder.Published);
        Assert.All(Enumerable.Range(0, published.Length), i => Assert.Equal(i % 200 == 199 ? 0 : 1, published[i]));

        Assert.DoesNotContain((byte)0, NearestZoom.Zoom<byte>(ones, [256, 256], [200, 216], ZoomBorder.Nearest));
    }

    [Fact]
    public void Between_any_two_sizes_the_ends_meet_and_no_voxel_is_overtaken() =>
        Gen.Select(Gen.Int[1, 600], Gen.Int[2, 600]).Sample((size, newSize) =>
        {
            int[] sources = NearestZoom.Sources(size, newSize, ZoomBorder.Nearest);
            Assert.Equal(0, sources[0]);
            Assert.Equal(size - 1, sources[^1]);
            Assert.Equal(sources.Order(), sources);
        });

    [Fact]
    public void One_voxel_is_the_first() => Assert.Equal([0], NearestZoom.Sources(9, 1, ZoomBorder.Nearest));

    [Fact]
    public void Zooming_to_the_same_size_changes_nothing() =>
        Gen.Select(Samples.Grid.SelectMany(Samples.LabelsOn(9)), Border).Sample((image, border) =>
        {
            byte[] same = NearestZoom.Zoom<byte>(image.Voxels, image.Geometry.Size.AsSpan(), image.Geometry.Size.AsSpan(), border);
            Assert.Equal(image.Voxels, same);
            Assert.NotSame(image.Voxels, same);
        });

    [Fact]
    public void Every_voxel_of_two_or_three_axes_comes_from_where_each_axis_says() =>
        Gen.Select(Samples.Grid.SelectMany(Samples.LabelsOn(9)), Gen.Int[1, 9].Array[3], Border).Sample((image, sizes, border) =>
        {
            var grid = image.Geometry;
            var newGrid = Geometry.OfSize(sizes.AsSpan(0, grid.Rank));
            byte[] zoomed = NearestZoom.Zoom<byte>(image.Voxels, grid.Size.AsSpan(), newGrid.Size.AsSpan(), border);

            Assert.Equal(newGrid.VoxelCount, zoomed.Length);
            for (int i = 0; i < zoomed.Length; i++)
            {
                int[] index = Samples.IndexOf(newGrid, i);
                int source = 0;
                bool inside = true;
                for (int axis = 0; axis < grid.Rank; axis++)
                {
                    int along = NearestZoom.Sources(grid.Size[axis], newGrid.Size[axis], border)[index[axis]];
                    inside &= along >= 0;
                    source = source * grid.Size[axis] + along;
                }

                Assert.Equal(inside ? image.Voxels[source] : 0, zoomed[i]);
            }
        });

    [Fact]
    public void Every_slice_of_a_volume_is_zoomed_as_a_slice_alone() =>
        Gen.Select(Gen.Int[1, 6].Array[3].Select(size => Geometry.OfSize(size)).SelectMany(Samples.LabelsOn(9)), Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[0, 2], Border)
            .Sample((image, rows, columns, sliceAxis, border) =>
            {
                var grid = image.Geometry;
                var plane = SlicePlane.Of(3, sliceAxis);
                int[] newSize = [.. grid.Size];
                (newSize[plane.First], newSize[plane.Second]) = (rows, columns);
                byte[] zoomed = NearestZoom.Zoom<byte>(image.Voxels, grid.Size.AsSpan(), newSize, border);

                for (int slice = 0; slice < grid.Size[sliceAxis]; slice++)
                {
                    byte[] alone = Samples.Slice(image.Voxels, grid, sliceAxis, slice);
                    Assert.Equal(
                        NearestZoom.Zoom<byte>(alone, [grid.Size[plane.First], grid.Size[plane.Second]], [rows, columns], border),
                        Samples.Slice(zoomed, Geometry.OfSize(newSize), sliceAxis, slice));
                }
            });

    [Fact]
    public void An_image_may_be_walked_over_backwards()
    {
        // Rows from the last, columns swapped with them: [[5, 2], [4, 1], [3, 0]].
        byte[] zoomed = NearestZoom.Zoom<byte>([0, 1, 2, 3, 4, 5], 5, [3, 2], [-1, -3], [5, 2], ZoomBorder.Nearest);
        Assert.Equal([5, 2, 4, 1, 4, 1, 3, 0, 3, 0], zoomed);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(4, 0)]
    public void Sizes_below_one_are_refused(int size, int newSize) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NearestZoom.Sources(size, newSize, ZoomBorder.Nearest));

    [Fact]
    public void Another_number_of_voxels_or_axes_is_refused()
    {
        Assert.Throws<ArgumentException>("voxels", () => NearestZoom.Zoom<byte>(new byte[5], [2, 3], [4, 4], ZoomBorder.Nearest));
        Assert.Throws<ArgumentException>("newSize", () => NearestZoom.Zoom<byte>(new byte[6], [2, 3], [4, 4, 4], ZoomBorder.Nearest));
        Assert.Throws<ArgumentException>("size", () => NearestZoom.Zoom<byte>(new byte[6], [6], [4], ZoomBorder.Nearest));
    }
}
