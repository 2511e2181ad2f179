using System.Numerics;
using CsCheck;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Imaging.Tests.Formats;

/// <summary>What is written in one format and read again, perhaps by way of another, is the same.</summary>
public sealed class RoundTripTests : IDisposable
{
    /// <summary>NIfTI keeps the grid in single precision.</summary>
    private const double Single = 1e-5;

    private const double Double = 1e-12;

    private readonly TemporaryFolder folder = new();

    public static MatrixTheoryData<string, string> FormatsWithWorld { get; } = new([".nrrd", ".nhdr", ".nii", ".nii.gz", ".h5"], [".nrrd", ".nii", ".h5"]);

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(FormatsWithWorld))]
    public void Places_in_the_world_survive_from_one_format_to_another(string first, string second) =>
        WorldGrids.Any.Sample(
            grid =>
            {
                var image = new Volume<short>(grid, [.. Enumerable.Range(0, (int)grid.VoxelCount).Select(i => (short)(9 * i - 50))]);
                var between = Through(first, image);
                var last = Through(second, new Volume<int>(between.Geometry, between.ToValues().Voxels));
                WorldGrids.AssertSame(grid, last.Geometry, IsSingle(first) || IsSingle(second) ? Single : Double);
                Assert.Equal(image.Voxels.Select(value => (int)value), last.ToValues().Voxels);
            },
            iter: 20,
            threads: 1);

    [Theory]
    [InlineData(".nrrd")]
    [InlineData(".nhdr")]
    [InlineData(".h5")]
    public void Two_axes_stay_two_axes(string extension) =>
        WorldGrids.Slices.Sample(
            grid => WorldGrids.AssertSame(grid, Through(extension, new Volume<byte>(grid)).Geometry, Double),
            iter: 30,
            threads: 1);

    [Theory]
    [InlineData(".npy")]
    [InlineData(".npz")]
    [InlineData(".png")]
    public void Without_a_world_the_size_alone_is_kept(string extension) =>
        WorldGrids.Slices.Sample(
            grid => WorldGrids.AssertSame(Geometry.OfSize(grid.Size.AsSpan()), Through(extension, new Volume<byte>(grid)).Geometry, 0),
            iter: 30,
            threads: 1);

    [Fact]
    public void In_NIfTI_two_axes_become_one_slice_in_the_plane_of_the_first_two_coordinates() =>
        WorldGrids.Slices.Sample(
            grid =>
            {
                var (s, o, d) = (grid.Spacing, grid.Origin, grid.Direction);
                var expected = new Geometry([1, .. grid.Size], [1, .. s], [.. o, 0], [0, d[0], d[1], 0, d[2], d[3], 1, 0, 0]);
                WorldGrids.AssertSame(expected, Through(".nii", new Volume<byte>(grid)).Geometry, Single);
            },
            iter: 30,
            threads: 1);

    [Theory]
    [InlineData(".nrrd")]
    [InlineData(".nhdr")]
    [InlineData(".nii")]
    [InlineData(".nii.gz")]
    [InlineData(".h5")]
    [InlineData(".npy")]
    [InlineData(".npz")]
    [InlineData(".png")]
    public void Every_type_of_number_comes_back(string extension)
    {
        AssertComesBack<byte>(extension, "uint8");
        AssertComesBack<ushort>(extension, "uint16");
        if (extension == ".png") return;
        AssertComesBack<sbyte>(extension, "int8");
        AssertComesBack<short>(extension, "int16");
        AssertComesBack<int>(extension, "int32");
        AssertComesBack<uint>(extension, "uint32");
        AssertComesBack<long>(extension, "int64");
        AssertComesBack<ulong>(extension, "uint64");
        AssertComesBack<float>(extension, "float32");
        AssertComesBack<double>(extension, "float64");
        if (extension is ".h5" or ".npy" or ".npz") AssertComesBack<Half>(extension, "float16");
    }

    private static bool IsSingle(string extension) => extension.StartsWith(".nii", StringComparison.Ordinal);

    private void AssertComesBack<T>(string extension, string type)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        T[] voxels = [T.Zero, T.One, T.CreateTruncating(100), T.MinValue, T.MaxValue, T.CreateTruncating(77)];
        var read = Through(extension, new Volume<T>(Geometry.OfSize(2, 3), voxels));

        Assert.Equal(type, read.NumberTypeName);
        Assert.False(read.IsScaled);
        Assert.Equal(voxels, read.Numbers<T>().ToArray());
    }

    private StoredImage Through<T>(string extension, Volume<T> image)
        where T : unmanaged
    {
        string path = folder.FileNamed("image" + extension);
        ImageFile.Write(path, image);
        return ImageFile.Read(path);
    }
}
