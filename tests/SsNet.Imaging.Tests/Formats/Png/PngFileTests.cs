using System.IO.Compression;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Formats.Png;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Imaging.Tests.Formats.Png;

/// <summary>Pictures made by Pillow and by a script that Pillow checked (Fixtures/make_pictures.py), 13 rows of 17 pixels.</summary>
public class PngFileTests
{
    private static readonly int[] Picture =
    [
        .. from row in Enumerable.Range(0, 13)
           from column in Enumerable.Range(0, 17)
           select (column < 9 ? row * 9 + column * 5 : row * 71 + column * column * column * 13) % 256,
    ];

    private static readonly int[] Wide = [.. Picture.Select(value => value * 257 - value / 3)];

    [Theory]
    [InlineData("grey-8.png")]
    [InlineData("filters-8.png")]
    [InlineData("colours-grey.png")]
    [InlineData("colours-grey-opaque.png")]
    [InlineData("grey-opaque.png")]
    [InlineData("filters-colours-8.png")]
    public void Pictures_of_8_bits_are_read(string name) => AssertHolds(name, "uint8", Picture);

    [Theory]
    [InlineData("grey-16.png")]
    [InlineData("filters-16.png")]
    [InlineData("filters-colours-16.png")]
    public void Pictures_of_16_bits_are_read(string name) => AssertHolds(name, "uint16", Wide);

    [Theory]
    [InlineData("palette-2.png")]
    [InlineData("palette-4.png")]
    [InlineData("palette-8.png")]
    public void Of_a_palette_the_indices_are_read(string name) => AssertHolds(name, "uint8", [.. Picture.Select(value => value % 4)]);

    [Fact]
    public void Bits_are_read_as_0_and_1() => AssertHolds("grey-1.png", "uint8", [.. Picture.Select(value => value > 99 ? 1 : 0)]);

    [Theory]
    [InlineData("refused-coloured.png", "is coloured at [4, 5]")]
    [InlineData("refused-clear.png", "is not opaque at [4, 5]")]
    [InlineData("refused-interlaced.png", "is interlaced (Adam7)")]
    public void What_has_not_one_number_per_pixel_is_refused(string name, string message) =>
        Assert.Contains(message, Assert.Throws<ImageFormatException>(() => PngFile.Read(PathOf(name))).Message);

    [Fact]
    public void A_bit_that_flipped_is_found()
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("damaged.png");
        byte[] bytes = File.ReadAllBytes(PathOf("grey-8.png"));
        bytes[60] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Contains("checksum does not fit", Assert.Throws<ImageFormatException>(() => PngFile.Read(path)).Message);
    }

    [Theory]
    [InlineData(new byte[] { 8, 3, 0, 0, 0 }, new byte[] { 9, 0 }, "has the filter 9 in row 0")]
    [InlineData(new byte[] { 8, 1, 0, 0, 0 }, new byte[] { 0, 0 }, "samples of 8 bits with the colour type 1")]
    [InlineData(new byte[] { 16, 3, 0, 0, 0 }, new byte[] { 0, 0, 0 }, "samples of 16 bits with the colour type 3")]
    [InlineData(new byte[] { 8, 0, 1, 0, 0 }, new byte[] { 0, 0 }, "the compression 1")]
    [InlineData(new byte[] { 8, 0, 0, 0, 0 }, new byte[] { 0 }, "ends before all its bytes are there")]
    public void What_PNG_does_not_know_is_refused(byte[] form, byte[] rows, string message)
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("strange.png");
        using (var file = File.Create(path))
        {
            file.Write(PngChunks.Signature);
            PngChunks.Write(file, "IHDR"u8, [0, 0, 0, 1, 0, 0, 0, 1, .. form]);
            var compressed = new MemoryStream();
            using (var deflate = new ZLibStream(compressed, CompressionLevel.Fastest)) deflate.Write(rows);
            PngChunks.Write(file, "IDAT"u8, compressed.ToArray());
            PngChunks.Write(file, "IEND"u8, []);
        }

        Assert.Contains(message, Assert.Throws<ImageFormatException>(() => PngFile.Read(path)).Message);
    }

    [Fact]
    public void Only_slices_of_unsigned_numbers_are_written()
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("image.png");
        Assert.Contains("1×2×3 does not fit into one PNG file", Assert.Throws<ImageFormatException>(() => PngFile.Write(path, new Volume<byte>(Geometry.OfSize(1, 2, 3)))).Message);
        Assert.Contains("type float32", Assert.Throws<ImageFormatException>(() => PngFile.Write(path, new Volume<float>(Geometry.OfSize(2, 3)))).Message);
    }

    internal static string PathOf(string name) => Fixture.PathOf(Path.Combine("png", name));

    private static void AssertHolds(string name, string type, int[] expected)
    {
        var image = PngFile.Read(PathOf(name));
        Assert.Equal(type, image.NumberTypeName);
        Assert.Equal([13, 17], image.Geometry.Size);
        Assert.Equal(expected, image.ToValues().Voxels);
    }
}
