using SsNet.Data;
using SsNet.Imaging.Volumes;
using SsNet.Inference;
using SsNet.Training;

namespace SsNet.Tests.Training;

public class ValidatorTests
{
    [Theory]
    [InlineData(false, 2 * 2 / 7.0)]
    [InlineData(true, 2 * 2 / 5.0)]
    public void Ignored_voxels_are_left_out_where_the_data_allow_them(bool allowsIgnored, double expected)
    {
        // What is brighter than 0 is predicted: 5 voxels, of which 2 are right, 1 is wrong and 2 are ignored.
        var grid = Geometry.OfSize(1, 2, 4);
        var image = new Volume<float>(grid, [1, 1, 1, 1, 1, -1, -1, -1]);
        var label = new Volume<byte>(grid, [1, 1, 0, Case.Ignored, Case.Ignored, 0, 0, 0]);
        using var network = new ThresholdNetwork();
        var validator = new Validator(
            [new CaseSource("a", () => new Case("a", image, label))], new CaseCache(_ => { }), new PredictionOptions { Patch = [1, 2, 4], Stride = [1, 2, 4] }, allowsIgnored);
        Assert.Equal(expected, validator.Score(network, TestContext.Current.CancellationToken), 1e-12);
    }
}
