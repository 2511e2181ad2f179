using CsCheck;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Formats.Nifti;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Imaging.Tests.Formats.Nifti;

/// <summary>Files made by nibabel (Fixtures/make_nifti.py): voxel (i, j, k) holds i + 5 j + 20 k, sizes are 5×4×3, fastest first.</summary>
public class NiftiFileTests
{
    // The steps of the fixtures along i, j and k in RAS, and their origin.
    private static readonly double[][] Oblique = Steps(0.4);
    private static readonly double[] Origin = [-12.5, 30.25, 7];

    public static TheoryData<string> NumberTypes { get; } =
    [
        .. from type in new[] { "u1", "i1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8" }
           from order in new[] { "little", "big" }
           select $"{type}-{order}.nii",
        "compressed.nii.gz", "second.nii", "second-big.nii.gz", "pair.img", "pair.hdr", "quaternion.nii",
    ];

    [Theory]
    [MemberData(nameof(NumberTypes))]
    public void Every_type_of_number_and_file_is_read(string name)
    {
        var image = Read(name);

        Assert.Equal([3, 4, 5], image.Geometry.Size);
        Assert.Equal(Numbers(0, 60), image.ToImage().Voxels);
        Assert.Equal(Enumerable.Range(0, 60).Select(i => (byte)i), image.ToLabels().Voxels);
        Assert.Equal(Enumerable.Range(0, 60), image.ToValues().Voxels);
        AssertPlaced(image.Geometry, Oblique, Origin, 1e-6);
    }

    [Fact]
    public void A_mirrored_quaternion_mirrors() =>
        AssertPlaced(Read("quaternion-mirrored.nii").Geometry, [[.. Oblique[0].Select(value => -value)], Oblique[1], Oblique[2]], Origin, 1e-6);

    [Fact]
    public void Without_orientation_the_steps_alone_count() =>
        AssertPlaced(Read("steps.nii").Geometry, [[0.5, 0, 0], [0, 0.75, 0], [0, 0, 2.5]], [0, 0, 0], 1e-6);

    [Fact]
    public void A_sheared_map_is_kept() =>
        AssertPlaced(Read("sheared.nii").Geometry, [Oblique[0], Oblique[1], [Oblique[2][0] + 0.5, Oblique[2][1], Oblique[2][2]]], Origin, 1e-6);

    [Fact]
    public void Metres_become_millimetres() =>
        AssertPlaced(Read("metres.nii").Geometry, Oblique, [.. Origin.Select(value => 1000 * value)], 1e-4);

    [Fact]
    public void Scaled_numbers_are_scaled()
    {
        var image = Read("scaled.nii");

        Assert.Equal(Numbers(0, 60).Select(value => 0.5f * value - 3), image.ToImage().Voxels);
        Assert.Contains("holds -3 at [0, 0, 0]", Assert.Throws<ImageFormatException>(() => image.ToLabels()).Message);
    }

    [Fact]
    public void A_scaling_that_is_no_number_is_refused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("scaled.nii");
        byte[] bytes = File.ReadAllBytes(Fixture.PathOf(Path.Combine("nifti", "scaled.nii")));
        BitConverter.TryWriteBytes(bytes.AsSpan(116), float.NaN);
        File.WriteAllBytes(path, bytes);
        Assert.Contains("adds NaN to its numbers", Assert.Throws<ImageFormatException>(() => NiftiFile.Read(path)).Message);
    }

    [Fact]
    public void Damage_anywhere_in_a_compressed_file_is_found()
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("damaged.nii.gz");
        byte[] whole = File.ReadAllBytes(Fixture.PathOf(Path.Combine("nifti", "compressed.nii.gz")));
        for (int missing = 1; missing < whole.Length; missing++)
        {
            File.WriteAllBytes(path, whole[..^missing]);
            Assert.Throws<ImageFormatException>(() => NiftiFile.Read(path));
        }
    }

    [Fact]
    public void A_fourth_axis_gives_frames()
    {
        var image = Read("frames.nii");

        Assert.Equal(2, image.Frames);
        Assert.Equal(Numbers(0, 60), image.ToImage().Voxels);
        Assert.Equal(Numbers(60, 60), image.ToImage(1).Voxels);
    }

    [Fact]
    public void An_image_of_two_axes_is_a_slice()
    {
        var image = Read("slice.nii");

        Assert.Equal([1, 4, 5], image.Geometry.Size);
        AssertPlaced(image.Geometry, Oblique, Origin, 1e-6);
    }

    [Fact]
    public void Complex_numbers_are_refused() =>
        Assert.Contains("complex.nii: holds numbers of NIfTI's type 32", Assert.Throws<ImageFormatException>(() => Read("complex.nii")).Message);

    [Theory]
    [InlineData("written.nii")]
    [InlineData("written.nii.gz")]
    public void What_was_written_is_read_again(string name)
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed(name);
        WorldGrids.Any.Select(grid => new Volume<short>(grid, [.. Enumerable.Range(0, (int)grid.VoxelCount).Select(i => (short)(7 * i - 100))])).Sample(
            image =>
            {
                NiftiFile.Write(path, image);
                var read = NiftiFile.Read(path);
                Assert.Equal(image.Voxels.Select(value => (float)value), read.ToImage().Voxels);
                WorldGrids.AssertSame(image.Geometry, read.Geometry, 1e-5);
            },
            iter: 50,
            threads: 1);
    }

    [Fact]
    public void An_axis_too_long_for_the_first_version_is_written_in_the_second()
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("long.nii");
        var image = new Volume<byte>(Geometry.OfSize(2, 1, 40_000));
        image.Voxels[79_999] = 9;
        NiftiFile.Write(path, image);

        var read = NiftiFile.Read(path);
        Assert.Equal([2, 1, 40_000], read.Geometry.Size);
        Assert.Equal(image.Voxels, read.ToLabels().Voxels);
    }

    private static StoredImage Read(string name) => NiftiFile.Read(Fixture.PathOf(Path.Combine("nifti", name)));

    private static IEnumerable<float> Numbers(int first, int count) => Enumerable.Range(first, count).Select(i => (float)i);

    private static double[][] Steps(double angle)
    {
        var (sin, cos) = (Math.Sin(angle), Math.Cos(angle));
        return [[0.5 * cos, 0.5 * sin, 0], [-0.75 * 0.8 * sin, 0.75 * 0.8 * cos, 0.75 * 0.6], [2.5 * 0.6 * sin, -2.5 * 0.6 * cos, 2.5 * 0.8]];
    }

    /// <summary>Checks steps and origin given in RAS, fastest axis first.</summary>
    private static void AssertPlaced(Geometry geometry, double[][] steps, double[] origin, double tolerance)
    {
        for (int world = 0; world < 3; world++)
        {
            double sign = world == 2 ? 1 : -1;
            Assert.Equal(sign * origin[world], geometry.Origin[world], tolerance);
            for (int axis = 0; axis < 3; axis++)
            {
                Assert.Equal(sign * steps[2 - axis][world], geometry.Direction[3 * world + axis] * geometry.Spacing[axis], tolerance);
            }
        }
    }
}
