using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Imaging.Tests.Formats.Hdf5;

public class Hdf5FileTests
{
    public static TheoryData<string> NumberTypes { get; } =
    [
        .. from type in new[] { "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8" }
           from order in new[] { "little", "big" }
           select $"{type}_{order}",
        "f4_big_chunked",
        "f4_chunked",
        "u1_chunked",
    ];

    [Theory]
    [MemberData(nameof(NumberTypes))]
    public void Every_type_of_number_is_read_as_image_and_as_label(string name)
    {
        var content = Hdf5File.Read(Fixture.PathOf("number-types.h5"), name, name);

        Assert.Equal([2, 3, 4], content.Image.Geometry.Size);
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (float)i), content.Image.Voxels);
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (byte)i), content.Label!.Voxels);
    }

    [Fact]
    public void A_boolean_mask_is_a_label_map() =>
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (byte)(i % 2)), Hdf5File.ReadLabel(Fixture.PathOf("number-types.h5"), "bool").Voxels);

    [Fact]
    public void The_newest_file_layout_is_read()
    {
        var content = Hdf5File.Read(Fixture.PathOf("latest-format.h5"));

        Assert.Equal(Enumerable.Range(0, 24).Select(i => (float)i), content.Image.Voxels);
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (byte)(i % 3)), content.Label!.Voxels);
        Assert.Equal([0.5, 1, 2], content.Image.Geometry.Spacing);
    }

    [Fact]
    public void A_dataset_may_lie_in_a_group() =>
        Assert.Equal([2, 3, 4], Hdf5File.Read(Fixture.PathOf("refused.h5"), "group/inside").Image.Geometry.Size);

    [Fact]
    public void Without_geometry_the_spacing_is_one()
    {
        var geometry = Hdf5File.Read(Fixture.PathOf("refused.h5"), "good").Image.Geometry;
        Assert.Equal([1, 1, 1], geometry.Spacing);
        Assert.Equal([0, 0, 0], geometry.Origin);
    }

    [Theory]
    [InlineData(5, 7)]
    [InlineData(3, 4, 5)]
    [InlineData(70, 65, 130)]
    public void What_is_written_is_read_back(params int[] size)
    {
        using var folder = new TemporaryFolder();
        var image = ImageOf(size);
        var label = new Volume<byte>(image.Geometry, Array.ConvertAll(image.Voxels, value => (byte)(Math.Abs(value) % 4)));

        Hdf5File.Write(folder.FileNamed("case.h5"), image, label);
        var content = Hdf5File.Read(folder.FileNamed("case.h5"), needLabel: true);

        Assert.Equal(image.Voxels, content.Image.Voxels);
        Assert.Equal(label.Voxels, content.Label!.Voxels);
        AssertSameGrid(image.Geometry, content.Image.Geometry);
    }

    [Fact]
    public void A_missing_label_is_no_error_unless_needed()
    {
        using var folder = new TemporaryFolder();
        Hdf5File.Write(folder.FileNamed("case.h5"), ImageOf(3, 4, 5), null);
        Assert.Null(Hdf5File.Read(folder.FileNamed("case.h5")).Label);
    }

    [Fact]
    public void A_label_map_is_written_and_read_alone()
    {
        using var folder = new TemporaryFolder();
        var label = new Volume<byte>(ImageOf(3, 4).Geometry);
        label.Voxels[5] = 255;

        Hdf5File.Write(folder.FileNamed("case.h5"), null, label);
        var read = Hdf5File.ReadLabel(folder.FileNamed("case.h5"));

        Assert.Equal(label.Voxels, read.Voxels);
        AssertSameGrid(label.Geometry, read.Geometry);
    }

    [Fact]
    public void Writing_replaces_a_file_and_leaves_nothing_beside_it()
    {
        using var folder = new TemporaryFolder();
        Hdf5File.Write(folder.FileNamed("case.h5"), ImageOf(3, 4), null);
        Hdf5File.Write(folder.FileNamed("case.h5"), ImageOf(5, 6, 7), null);

        Assert.Equal([5, 6, 7], Hdf5File.Read(folder.FileNamed("case.h5")).Image.Geometry.Size);
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Image_and_label_of_different_size_are_not_written() =>
        Assert.Throws<ArgumentException>(() => Hdf5File.Write("never.h5", ImageOf(3, 4), new Volume<byte>(Geometry.OfSize(4, 3))));

    [Fact]
    public void Nothing_is_not_written() => Assert.Throws<ArgumentException>(() => Hdf5File.Write("never.h5", null, null));

    private static Volume<float> ImageOf(params int[] size)
    {
        int rank = size.Length;
        var direction = new double[rank * rank];
        for (int i = 0; i < rank; i++) direction[i * rank + (i + 1) % rank] = 1;
        var geometry = new Geometry(size, [.. size.Select(n => 0.1 * n)], [.. size.Select(n => -n / 3.0)], direction);
        return new Volume<float>(geometry, [.. Enumerable.Range(0, (int)geometry.VoxelCount).Select(i => i * 0.37f - 100)]);
    }

    private static void AssertSameGrid(Geometry expected, Geometry actual)
    {
        Assert.Equal(expected.Size, actual.Size);
        Assert.Equal(expected.Spacing, actual.Spacing);
        Assert.Equal(expected.Origin, actual.Origin);
        Assert.Equal(expected.Direction, actual.Direction);
    }
}
