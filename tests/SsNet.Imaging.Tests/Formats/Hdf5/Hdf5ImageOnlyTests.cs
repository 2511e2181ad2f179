using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Imaging.Tests.Formats.Hdf5;

public class Hdf5ImageOnlyTests
{
    [Fact]
    public void An_image_is_read_whether_or_not_a_label_lies_beside_it()
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("scan.h5");
        var image = new Volume<float>(Geometry.OfSize(2, 3, 1), [1, 2, 3, 4, 5, 6]);
        Hdf5File.Write(path, image, label: null);
        Assert.Equal(image.Voxels, Hdf5File.ReadImage(path).Voxels);
        Hdf5File.Write(path, image, new Volume<byte>(image.Geometry));
        Assert.Equal(image.Voxels, Hdf5File.ReadImage(path).Voxels);
    }
}
