using SsNet.Experiments.Runs;
using SsNet.Experiments.Scans;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Experiments.Tests.Runs;

public sealed class LabelMapFileTests : IDisposable
{
    private static readonly Volume<byte> Labels = new(Geometry.OfSize(1, 2, 2), [0, 1, 2, 1]);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(7, 255, "uint8")]
    [InlineData(-3, 12, "int16")]
    [InlineData(300, 100000, "int32")]
    public void Classes_are_written_in_the_first_of_their_values_and_the_smallest_type(int first, int second, string type)
    {
        var scheme = new LabelScheme([new("a", [first, first + 1], "#000000"), new("b", [second], "#FFFFFF")], [99]);
        string path = folder.FileNamed("labels.nrrd");
        LabelMapFile.Write(path, Labels, scheme);
        Assert.Equal([0, first, second, first], ImageFile.ReadLabelValues(path).Voxels);
        Assert.Equal(type, ImageFile.Read(path).NumberTypeName);
        Assert.Equal(Labels.Voxels, scheme.Map(ImageFile.ReadLabelValues(path), path).Voxels);
    }

    [Fact]
    public void The_background_gets_a_free_value_where_a_class_has_its_own()
    {
        string path = folder.FileNamed("labels.nrrd");
        LabelMapFile.Write(path, Labels, new LabelScheme([new("air", [0], "#000000"), new("body", [1], "#FFFFFF")], [2]));
        Assert.Equal([3, 0, 1, 0], ImageFile.ReadLabelValues(path).Voxels);
    }

    [Fact]
    public void Without_a_scheme_classes_are_their_own_values()
    {
        string path = folder.FileNamed("labels.nrrd");
        LabelMapFile.Write(path, Labels, scheme: null);
        Assert.Equal(Labels.Voxels, ImageFile.ReadLabels(path).Voxels);
    }
}
