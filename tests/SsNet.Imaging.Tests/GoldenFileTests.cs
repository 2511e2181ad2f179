using SsNet.Testing;

namespace SsNet.Imaging.Tests;

public class GoldenFileTests
{
    [Fact, Trait("Category", "Golden")]
    public void The_golden_metrics_file_opens()
    {
        using var file = GoldenFile.Open("metrics.h5");
        Assert.True(file.Scalar("n_pairs") > 0);
        Assert.Equal(12, file.Doubles("pair_00/values").Length);
        Assert.Equal(3, file.Shape("real_0/pred").Length);
    }
}
