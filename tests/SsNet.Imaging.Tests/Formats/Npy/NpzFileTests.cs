using SsNet.Imaging.Formats;
using SsNet.Imaging.Formats.Npy;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Imaging.Tests.Formats.Npy;

/// <summary>Archives made by NumPy (Fixtures/make_pictures.py).</summary>
public class NpzFileTests
{
    [Fact]
    public void The_only_array_is_read_whatever_it_is_called()
    {
        NpyFileTests.AssertHolds(NpzFile.Read(NpyFileTests.PathOf("one.npz")));
        NpyFileTests.AssertHolds(NpzFile.Read(NpyFileTests.PathOf("one.npz"), "arr_0"));
    }

    [Fact]
    public void Image_and_label_map_are_told_apart()
    {
        string path = NpyFileTests.PathOf("both.npz");
        NpyFileTests.AssertHolds(NpzFile.Read(path));
        NpyFileTests.AssertHolds(ImageFile.Read(path));
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (float)i), ImageFile.ReadImage(path).Voxels);
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (byte)(i % 3)), ImageFile.ReadLabels(path).Voxels);
        Assert.Equal("uint8", NpzFile.Read(path, "label").NumberTypeName);
    }

    [Fact]
    public void Without_a_known_name_the_array_must_be_named()
    {
        string path = NpyFileTests.PathOf("others.npz");
        Assert.Contains("there is no array 'image' (it holds 'first', 'second')", Assert.Throws<ImageFormatException>(() => NpzFile.Read(path)).Message);
        Assert.Contains("there is no array 'third'", Assert.Throws<ImageFormatException>(() => NpzFile.Read(path, "third")).Message);
        NpyFileTests.AssertHolds(NpzFile.Read(path, "first"));
    }

    [Fact]
    public void What_was_written_is_read_by_its_name()
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("written.npz");
        NpzFile.Write(path, new Volume<float>(Geometry.OfSize(1, 2), [0.5f, -1]), "probability");
        Assert.Equal([0.5f, -1], NpzFile.Read(path, "probability").ToImage().Voxels);
    }
}
