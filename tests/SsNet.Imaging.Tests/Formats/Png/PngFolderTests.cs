using SsNet.Imaging.Formats;
using SsNet.Imaging.Formats.Png;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Imaging.Tests.Formats.Png;

public class PngFolderTests
{
    [Fact]
    public void Slices_follow_the_numbers_in_their_names()
    {
        using var folder = new TemporaryFolder();
        foreach (int number in (int[])[10, 2, 1]) Write(folder, $"slice{number}.PNG", (byte)number, 2);
        File.WriteAllText(folder.FileNamed("notes.txt"), "passed over");
        File.WriteAllText(folder.FileNamed("._slice1.png"), "a note of macOS");

        var image = ImageFile.Read(folder.Path);
        Assert.Equal([3, 2, 2], image.Geometry.Size);
        Assert.Equal([1, 1, 1, 1, 2, 2, 2, 2, 10, 10, 10, 10], image.ToLabels().Voxels);
    }

    [Fact]
    public void Slices_that_differ_make_no_volume()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "1.png", 1, 2);
        Write(folder, "2.png", 1, 3);
        Assert.Contains("2.png: is 2×3 of uint8, and 1.png is 2×2 of uint8", Assert.Throws<ImageFormatException>(() => PngFolder.Read(folder.Path)).Message);
        PngFile.Write(folder.FileNamed("2.png"), new Volume<ushort>(Geometry.OfSize(2, 2)));
        Assert.Contains("2.png: is 2×2 of uint16", Assert.Throws<ImageFormatException>(() => PngFolder.Read(folder.Path)).Message);
    }

    [Fact]
    public void A_folder_without_slices_is_reported()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("holds no PNG files", Assert.Throws<ImageFormatException>(() => PngFolder.Read(folder.Path)).Message);
        Assert.Contains("holds no DICOM file with an image", Assert.Throws<ImageFormatException>(() => ImageFile.Read(folder.Path)).Message);
        Assert.Contains("cannot be opened", Assert.Throws<ImageFormatException>(() => PngFolder.Read(folder.FileNamed("absent"))).Message);
    }

    [Fact]
    public void Names_are_ordered_by_the_numbers_in_them()
    {
        string[] ordered = ["a", "a01", "a1", "a2", "a10", "a10b", "a99999999999999999999", "a100000000000000000000", "b"];
        Assert.Equal(ordered, ordered.Reverse().Order(new NaturalOrder()).Select(name => name!));
    }

    private static void Write(TemporaryFolder folder, string name, byte value, int columns) =>
        PngFile.Write(folder.FileNamed(name), new Volume<byte>(Geometry.OfSize(2, columns), [.. Enumerable.Repeat(value, 2 * columns)]));
}
