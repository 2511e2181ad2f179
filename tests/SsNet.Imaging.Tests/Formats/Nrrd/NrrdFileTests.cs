using System.IO.Compression;
using System.Text;
using CsCheck;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Formats.Nrrd;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Imaging.Tests.Formats.Nrrd;

public class NrrdFileTests
{
    private static readonly byte[] SixBytes = [0, 1, 2, 3, 4, 5];

    [Theory]
    [InlineData("signed char", 1)]
    [InlineData("uint8_t", 1)]
    [InlineData("short", 2)]
    [InlineData("unsigned short", 2)]
    [InlineData("int", 4)]
    [InlineData("uint32", 4)]
    [InlineData("long long int", 8)]
    [InlineData("uint64_t", 8)]
    public void Whole_numbers_of_either_byte_order_are_read(string type, int size)
    {
        foreach (string endian in (string[])["little", "big"])
        {
            byte[] bytes = [.. Enumerable.Range(0, 6).SelectMany(value => Whole(value, size, endian == "big"))];
            var image = Read($"type: {type}\ndimension: 3\nsizes: 3 2 1\nendian: {endian}\nencoding: raw\n", bytes);
            Assert.Equal([1, 2, 3], image.Geometry.Size);
            Assert.Equal(SixBytes, image.ToLabels().Voxels);
            Assert.Equal(SixBytes.Select(value => (float)value), image.ToImage().Voxels);
        }
    }

    [Theory]
    [InlineData("float")]
    [InlineData("double")]
    public void Floating_point_numbers_of_either_byte_order_are_read(string type)
    {
        float[] values = [-1.5f, 0, 2.25f, 1e6f];
        foreach (bool isBig in (bool[])[false, true])
        {
            byte[] bytes = [.. values.SelectMany(value => Reversed(type == "float" ? BitConverter.GetBytes(value) : BitConverter.GetBytes((double)value), isBig))];
            Assert.Equal(values, Read($"type: {type}\ndimension: 2\nsizes: 2 2\nendian: {(isBig ? "big" : "little")}\nencoding: raw\n", bytes).ToImage().Voxels);
        }
    }

    [Fact]
    public void Gzip_and_text_give_the_same_numbers()
    {
        const string Fields = "type: uchar\ndimension: 2\nsizes: 3 2\n";
        Assert.Equal(SixBytes, Read($"{Fields}encoding: gzip\n", Gzip(SixBytes)).ToLabels().Voxels);
        Assert.Equal(SixBytes, Read($"{Fields}encoding: ascii\n", Encoding.ASCII.GetBytes("0 1 2\n3,4\n 5\n")).ToLabels().Voxels);
    }

    [Theory]
    [InlineData("raw")]
    [InlineData("ascii")]
    public void Lines_and_bytes_before_the_numbers_are_skipped(string encoding)
    {
        byte[] numbers = encoding == "raw" ? SixBytes : "0 1 2 3 4 5"u8.ToArray();
        var image = Read($"type: uchar\ndimension: 2\nsizes: 3 2\nencoding: {encoding}\nline skip: 1\nbyte skip: 2\n", [.. "9 9\n7 "u8, .. numbers]);
        Assert.Equal(SixBytes, image.ToLabels().Voxels);
    }

    [Fact]
    public void Compressed_bytes_are_skipped_behind_the_decompression()
    {
        const string Fields = "type: uchar\ndimension: 2\nsizes: 3 2\nencoding: gzip\n";
        Assert.Equal(SixBytes, Read($"{Fields}byte skip: 2\n", Gzip([7, 7, .. SixBytes])).ToLabels().Voxels);
        Assert.Contains("'byte skip: -1' with 'encoding: gzip'", Assert.Throws<ImageFormatException>(() => Read($"{Fields}byte skip: -1\n", Gzip(SixBytes))).Message);
    }

    [Theory]
    [InlineData("left-posterior-superior", 1, 1)]
    [InlineData("LPS", 1, 1)]
    [InlineData("RAS", -1, -1)]
    [InlineData("right-anterior-superior", -1, -1)]
    [InlineData("left-anterior-superior", 1, -1)]
    public void Every_space_is_turned_into_that_of_DICOM(string space, int x, int y)
    {
        var grid = Read($"type: uchar\ndimension: 3\nspace: {space}\nsizes: 3 2 1\nspace directions: (0,2,0) (0.5,0,0) (0,0,-4)\nspace origin: (10,20,30)\nencoding: raw\n", SixBytes).Geometry;

        Assert.Equal([1, 2, 3], grid.Size);
        Assert.Equal([4, 0.5, 2], grid.Spacing);
        Assert.Equal([10.0 * x, 20 * y, 30], grid.Origin);
        Assert.Equal([0, x, 0, 0, 0, y, -1, 0, 0], grid.Direction);
    }

    [Fact]
    public void Spacings_alone_are_enough() =>
        Assert.Equal([3, 2, 0.5], Read("type: uchar\ndimension: 3\nsizes: 3 2 1\nspacings: 0.5 2 3\nencoding: raw\n", SixBytes).Geometry.Spacing);

    [Theory]
    [InlineData("sizes: 2 3 1 1\nspace directions: none (1,0,0) (0,1,0) (0,0,1)", new byte[] { 0, 2, 4 }, new byte[] { 1, 3, 5 })]
    [InlineData("sizes: 3 1 1 2\nspace directions: (1,0,0) (0,1,0) (0,0,1) none", new byte[] { 0, 1, 2 }, new byte[] { 3, 4, 5 })]
    [InlineData("sizes: 2 3 1 1\nkinds: vector domain domain domain", new byte[] { 0, 2, 4 }, new byte[] { 1, 3, 5 })]
    [InlineData("sizes: 3 1 1 2\nkinds: domain domain domain list", new byte[] { 0, 1, 2 }, new byte[] { 3, 4, 5 })]
    [InlineData("sizes: 3 1 1 2", new byte[] { 0, 1, 2 }, new byte[] { 3, 4, 5 })]
    public void An_axis_that_is_not_space_gives_frames(string fields, byte[] first, byte[] second)
    {
        string space = fields.Contains("directions", StringComparison.Ordinal) ? "space: LPS\n" : "";
        var image = Read($"type: uchar\ndimension: 4\n{space}{fields}\nencoding: raw\n", SixBytes);

        Assert.Equal(2, image.Frames);
        Assert.Equal(first, image.ToLabels().Voxels);
        Assert.Equal(second, image.ToLabels(1).Voxels);
    }

    [Fact]
    public void A_slice_in_the_world_of_three_is_a_volume_of_one_slice()
    {
        var grid = Read("type: uchar\ndimension: 2\nspace: LPS\nsizes: 3 2\nspace directions: (2,0,0) (0,0,3)\nspace origin: (1,2,3)\nencoding: raw\n", SixBytes).Geometry;

        Assert.Equal([1, 2, 3], grid.Size);
        Assert.Equal([1, 3, 2], grid.Spacing);
        Assert.Equal([0, 0, 1, -1, 0, 0, 0, 1, 0], grid.Direction);
    }

    [Fact]
    public void Numbers_in_a_file_of_their_own_are_found()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.FileNamed("numbers.raw"), [9, 9, .. SixBytes]);
        File.WriteAllText(folder.FileNamed("image.nhdr"), "NRRD0004\ntype: uchar\ndimension: 2\nsizes: 3 2\nencoding: raw\nbyte skip: 2\ndata file: numbers.raw\n");
        File.WriteAllText(folder.FileNamed("last.nhdr"), "NRRD0004\ntype: uchar\ndimension: 2\nsizes: 3 2\nencoding: raw\nbyteskip: -1\ndatafile: numbers.raw\n");

        Assert.Equal(SixBytes, NrrdFile.Read(folder.FileNamed("image.nhdr")).ToLabels().Voxels);
        Assert.Equal(SixBytes, NrrdFile.Read(folder.FileNamed("last.nhdr")).ToLabels().Voxels);
    }

    [Theory]
    [InlineData("LIST\na01.raw\na02.raw\n")]
    [InlineData("a%02d.raw 1 2 1\n")]
    public void One_file_per_slice_is_put_together(string files)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.FileNamed("a01.raw"), SixBytes[..3]);
        File.WriteAllBytes(folder.FileNamed("a02.raw"), SixBytes[3..]);
        File.WriteAllText(folder.FileNamed("image.nhdr"), $"NRRD0004\ntype: uchar\ndimension: 3\nsizes: 3 1 2\nencoding: raw\ndata file: {files}");

        Assert.Equal(SixBytes, NrrdFile.Read(folder.FileNamed("image.nhdr")).ToLabels().Voxels);
    }

    [Theory]
    [InlineData("type: block\ndimension: 2\nsizes: 3 2", "numbers of the type 'block'")]
    [InlineData("type: uchar\ndimension: 3\nsizes: 3 2", "do not belong together")]
    [InlineData("type: uchar\ndimension: 2\nsizes: 3 0", "not above 0")]
    [InlineData("type: uchar\ndimension: 2\nsizes: 3 3", "declares 3×3 numbers, but only 6 bytes")]
    [InlineData("type: uchar\ndimension: 3\nsizes: 100000 100000 100000", "more than 2 GiB")]
    [InlineData("type: short\ndimension: 2\nsizes: 3 1", "has no field 'endian'")]
    [InlineData("type: uchar\ndimension: 3\nsizes: 3 2 1\nspace: LPS\nspace directions: (1,0,0) (0,1,0)", "are not 3 vectors")]
    [InlineData("type: uchar\ndimension: 3\nsizes: 3 2 1\nspace: LPS\nspace directions: (1,0,0) (1,0,0) (0,0,1)", "lie in one plane")]
    [InlineData("type: uchar\ndimension: 3\nsizes: 3 2 1\nspace: LPS\nspace directions: (1,0,0) (0,0,0) (0,0,1)", "has no length")]
    [InlineData("type: uchar\ndimension: 3\nsizes: 3 2 1\nspace: upside-down\nspace directions: (1,0,0) (0,1,0) (0,0,1)", "'space: upside-down'")]
    [InlineData("dimension: 2\nsizes: 3 2", "has no field 'type'")]
    [InlineData("type: uchar\nnonsense\ndimension: 2", "no field: 'nonsense'")]
    public void What_cannot_be_read_is_told(string fields, string message) =>
        Assert.Contains(message, Assert.Throws<ImageFormatException>(() => Read($"{fields}\nencoding: raw\n", SixBytes)).Message);

    [Theory]
    [InlineData("dimension: 2\nsizes: 3 2\nbyte skip: 9223372036854775800", "but only 0 bytes are there")]
    [InlineData("dimension: 2\nspace dimension: 2\nsizes: 3 2\nspace directions: (1,2) (2,4)", "lie on one line")]
    [InlineData("dimension: 3\nspace: LPS\nsizes: 3 2 1\nspace directions: (1,0,0) (0,1,0) (0,0,1)\nspace origin: (0,1e999,0)", "are not 1 vectors")]
    public void Numbers_beyond_reason_are_told(string fields, string message) =>
        Assert.Contains(message, Assert.Throws<ImageFormatException>(() => Read($"type: uchar\n{fields}\nencoding: raw\n", SixBytes)).Message);

    [Fact]
    public void Files_that_are_too_large_together_are_told()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.FileNamed("slice.raw"), new byte[10_000]);
        string list = string.Concat(Enumerable.Repeat("slice.raw\n", 90_000));
        File.WriteAllText(folder.FileNamed("image.nhdr"), $"NRRD0004\ntype: uchar\ndimension: 3\nsizes: 100 100 91000\nencoding: raw\ndata file: LIST\n{list}");
        Assert.Contains("names 90000 files for 91000 slices", Assert.Throws<ImageFormatException>(() => NrrdFile.Read(folder.FileNamed("image.nhdr"))).Message);
        File.WriteAllText(folder.FileNamed("image.nhdr"), $"NRRD0004\ntype: double\nendian: little\ndimension: 3\nsizes: 100 100 90000\nencoding: raw\ndata file: LIST\n{list}");
        Assert.Contains("declares 100×100×90000 numbers, more than 2 GiB", Assert.Throws<ImageFormatException>(() => NrrdFile.Read(folder.FileNamed("image.nhdr"))).Message);
    }

    [Fact]
    public void Compressed_numbers_with_a_wrong_or_missing_checksum_are_refused()
    {
        const string Fields = "type: uchar\ndimension: 2\nsizes: 3 2\nencoding: gzip\n";
        byte[] whole = Gzip(SixBytes);
        for (int missing = 1; missing <= 8; missing++)
        {
            Assert.Throws<ImageFormatException>(() => Read(Fields, whole[..^missing]));
            byte[] damaged = [.. whole];
            damaged[^missing] ^= 0x10;
            Assert.Throws<ImageFormatException>(() => Read(Fields, damaged));
        }

        Assert.Equal(SixBytes, Read(Fields, [.. whole, 0, 0, 0]).ToLabels().Voxels);
        // Several members are one stream (RFC 1952, 2.2).
        Assert.Equal(SixBytes, Read(Fields, [.. Gzip(SixBytes[..2]), .. Gzip(SixBytes[2..])]).ToLabels().Voxels);
    }

    [Fact]
    public void A_compression_that_is_not_here_is_told() =>
        Assert.Contains("'encoding: bzip2'", Assert.Throws<ImageFormatException>(() => Read("type: uchar\ndimension: 2\nsizes: 3 2\nencoding: bzip2\n", SixBytes)).Message);

    [Theory]
    [InlineData("written.nrrd")]
    [InlineData("written.nhdr")]
    public void What_was_written_is_read_again(string name)
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed(name);
        WorldGrids.Any.Select(grid => new Volume<float>(grid, [.. Enumerable.Range(0, (int)grid.VoxelCount).Select(i => 0.37f * i - 1)])).Sample(
            image =>
            {
                NrrdFile.Write(path, image);
                var read = NrrdFile.Read(path);
                Assert.Equal(image.Voxels, read.ToImage().Voxels);
                WorldGrids.AssertSame(image.Geometry, read.Geometry, 1e-12);
            },
            iter: 50,
            threads: 1);
    }

    private static StoredImage Read(string fields, byte[] numbers)
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("image.nrrd");
        File.WriteAllBytes(path, [.. Encoding.ASCII.GetBytes($"NRRD0005\n# a comment\nkey:=value\n{fields}\n"), .. numbers]);
        return NrrdFile.Read(path);
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var all = new MemoryStream();
        using (var gzip = new GZipStream(all, CompressionLevel.Optimal)) gzip.Write(bytes);
        return all.ToArray();
    }

    private static byte[] Whole(int value, int size, bool isBig) => Reversed(BitConverter.GetBytes((long)value)[..size], isBig);

    private static byte[] Reversed(byte[] bytes, bool isReversed) => isReversed ? [.. bytes.Reverse()] : bytes;
}
