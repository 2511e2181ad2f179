using SsNet.Data;

namespace SsNet.Tests.Data;

public class SampleTests
{
    [Fact]
    public void A_sample_holds_what_it_was_given()
    {
        float[][] channels = [new float[6]], distances = [new float[6], new float[6]];
        byte[] label = new byte[6];
        var sample = new Sample("a", [2, 3], channels, label, distances);
        Assert.Equal("a", sample.CaseId);
        Assert.Equal([2, 3], sample.Size);
        Assert.Same(channels, sample.Channels);
        Assert.Same(label, sample.Label);
        Assert.Same(distances, sample.SignedDistances);
        Assert.Null(new Sample("a", [2, 3], channels, label).SignedDistances);
    }

    [Fact]
    public void Signed_distances_need_the_voxels_of_the_size()
    {
        var error = Assert.Throws<ArgumentException>(() => new Sample("a", [2, 3], [new float[6]], new byte[6], [new float[6], new float[5]]));
        Assert.StartsWith("Every map of signed distances needs 6 voxels.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Signed_distances_need_a_map()
    {
        var error = Assert.Throws<ArgumentException>(() => new Sample("a", [2, 3], [new float[6]], new byte[6], []));
        Assert.StartsWith("Signed distances need at least one map.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Signed_distances_need_a_label()
    {
        var error = Assert.Throws<ArgumentException>(() => new Sample("a", [2, 3], [new float[6]], null, [new float[6]]));
        Assert.StartsWith("Signed distances need a label that they belong to.", error.Message, StringComparison.Ordinal);
    }
}
