using SsNet.Data;
using SsNet.Experiments.Figures;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Tests.Figures;

public class DisagreementTests
{
    [Fact]
    public void Places_where_some_methods_err_weigh_more_than_those_where_all_do()
    {
        var grid = Geometry.OfSize(1, 5);
        Volume<byte> Labels(params byte[] voxels) => new(grid, voxels);
        var weights = Disagreement.Of(Labels(1, 1, 1, 1, Case.Ignored), [Labels(1, 0, 0, 0, 0), Labels(1, 1, 0, 0, 1), Labels(1, 1, 1, 2, 2)]);
        Assert.Equal([0, 3, 4, 3, 0], weights.Voxels);
    }
}
