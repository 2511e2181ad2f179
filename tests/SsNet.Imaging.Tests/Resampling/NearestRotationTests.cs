using CsCheck;
using SsNet.Imaging.Resampling;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Imaging.Tests.Resampling;

public class NearestRotationTests
{
    private static readonly SlicePlane Flat = SlicePlane.Of(2, 2);

    private static readonly Gen<Volume<byte>> Volume =
        Gen.Int[1, 6].Array[3].Select(size => Geometry.OfSize(size)).SelectMany(Samples.LabelsOn(9));

    [Fact, Trait("Category", "Golden")]
    public void Slices_and_labels_are_rotated_as_in_the_published_code()
    {
        using var file = GoldenFile.Open("resample.h5");
        string[] cases = file.Names("rotate").Where(name => name != "n_cases").ToArray();
        Assert.Equal(file.Scalar("rotate/n_cases") + 1, cases.Length);
        int images = 0;
        foreach (string name in cases)
        {
            string path = $"rotate/{name}";
            int[] size = file.Shape($"{path}/label");
            byte[] label = file.Bytes($"{path}/label");
            byte[] rotatedLabels = file.Bytes($"{path}/label_rotated");
            int[]? tables = file.Exists($"{path}/source_index") ? file.Integers($"{path}/source_index") : null;
            float[]? rotatedImages = file.Exists($"{path}/image_rotated") ? file.Floats($"{path}/image_rotated") : null;
            images += rotatedImages is null ? 0 : 1;

            double[] angles = file.Doubles($"{path}/angles");
            for (int k = 0; k < angles.Length; k++)
            {
                string which = $"{name}, {angles[k]} degrees";
                int first = k * label.Length;
                int[] sources = NearestRotation.Sources(size[0], size[1], angles[k]);
                if (tables is not null) Assert.True(tables.AsSpan(first, sources.Length).SequenceEqual(sources), which);
                Assert.True(rotatedLabels.AsSpan(first, label.Length).SequenceEqual(NearestRotation.Rotate<byte>(label, size, Flat, sources)), which);
                if (rotatedImages is null) continue;
                float[] rotated = NearestRotation.Rotate<float>(file.Floats($"{path}/image"), size, Flat, sources);
                Assert.True(rotatedImages.AsSpan(first, rotated.Length).SequenceEqual(rotated), which);
            }
        }

        Assert.Equal(1, images);
    }

    [Fact]
    public void Rotating_by_nothing_changes_nothing() =>
        Gen.Select(Volume, Gen.Int[0, 2]).Sample((image, sliceAxis) => Assert.Equal(image.Voxels, Rotate(image, sliceAxis, 0)));

    [Fact]
    public void Right_angles_lose_no_voxel_of_a_square()
    {
        byte[] square = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        byte[] Rotated(double degrees) => NearestRotation.Rotate<byte>(square, [3, 3], Flat, NearestRotation.Sources(3, 3, degrees));
        Assert.Equal([3, 6, 9, 2, 5, 8, 1, 4, 7], Rotated(90));
        Assert.Equal([9, 8, 7, 6, 5, 4, 3, 2, 1], Rotated(180));
        Assert.Equal([7, 4, 1, 8, 5, 2, 9, 6, 3], Rotated(-90));
    }

    [Fact]
    public void What_comes_from_outside_is_zero_and_the_rest_stays_in_the_picture()
    {
        byte[] ones = new byte[40 * 30];
        Array.Fill(ones, (byte)1);
        byte[] rotated = NearestRotation.Rotate<byte>(ones, [40, 30], Flat, NearestRotation.Sources(40, 30, 20));
        Assert.Equal(0, rotated[0]);
        Assert.Equal(0, rotated[^1]);
        Assert.Equal(1, rotated[20 * 30 + 15]);
    }

    [Fact]
    public void Every_slice_of_a_volume_is_rotated_as_a_slice_alone() =>
        Gen.Select(Volume, Gen.Int[0, 2], Gen.Double[-180, 180]).Sample((image, sliceAxis, degrees) =>
        {
            var grid = image.Geometry;
            var plane = SlicePlane.Of(3, sliceAxis);
            int[] slice = [grid.Size[plane.First], grid.Size[plane.Second]];
            int[] sources = NearestRotation.Sources(slice[0], slice[1], degrees);
            byte[] rotated = Rotate(image, sliceAxis, degrees);
            for (int k = 0; k < grid.Size[sliceAxis]; k++)
            {
                byte[] alone = Samples.Slice(image.Voxels, grid, sliceAxis, k);
                Assert.Equal(NearestRotation.Rotate<byte>(alone, slice, Flat, sources), Samples.Slice(rotated, grid, sliceAxis, k));
            }
        });

    [Theory]
    [InlineData(0, 4)]
    [InlineData(4, 0)]
    public void Sizes_below_one_are_refused(int rows, int columns) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NearestRotation.Sources(rows, columns, 5));

    [Fact]
    public void Voxels_planes_and_tables_that_do_not_belong_to_the_image_are_refused()
    {
        int[] sources = NearestRotation.Sources(2, 3, 5);
        Assert.Throws<ArgumentException>("voxels", () => NearestRotation.Rotate<byte>(new byte[5], [2, 3], Flat, sources));
        Assert.Throws<ArgumentException>("plane", () => NearestRotation.Rotate<byte>(new byte[6], [2, 3], new SlicePlane(1, 2), sources));
        Assert.Throws<ArgumentException>("plane", () => NearestRotation.Rotate<byte>(new byte[6], [2, 3], new SlicePlane(1, 1), sources));
        Assert.Throws<ArgumentException>("sources", () => NearestRotation.Rotate<byte>(new byte[8], [2, 4], Flat, sources));
    }

    private static byte[] Rotate(Volume<byte> image, int sliceAxis, double degrees)
    {
        var size = image.Geometry.Size;
        var plane = SlicePlane.Of(3, sliceAxis);
        return NearestRotation.Rotate<byte>(image.Voxels, size.AsSpan(), plane, NearestRotation.Sources(size[plane.First], size[plane.Second], degrees));
    }
}
