using SsNet.Data;
using SsNet.Experiments.Explaining;
using SsNet.Imaging.Volumes;
using SsNet.Networks;
using static TorchSharp.torch;

namespace SsNet.Experiments.Tests.Explaining;

public sealed class FeatureVoxelsTests : IDisposable
{
    private const int Side = 32, Classes = 3;

    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();

    // A voxel's class can be told from its place; the second of the labelled samples has voxels of unknown class, and the last has no label.
    private readonly ExplainedSample[] samples = [Sample(unknown: false), Sample(unknown: true), Sample(unknown: false) with { IsLabelled = false }, Sample(unknown: false) with { IsLabelled = false, Truth = null }];

    public void Dispose() => scope.Dispose();

    [Fact]
    public void As_many_voxels_of_every_class_are_drawn_and_their_features_are_theirs()
    {
        var voxels = FeatureVoxels.Draw(samples, Classes, seed: 1);
        Assert.All(voxels.Classes.CountBy(c => c), entry => Assert.Equal(300, entry.Value));

        // Features that say which sample and place they are of.
        var places = arange(samples.Length * Side * Side, float32).reshape(samples.Length, 1, Side, Side);
        double[,] rows = voxels.Deep(cat([places, -places], 1));
        for (int i = 0; i < voxels.Classes.Length; i++)
        {
            var (sample, place) = Math.DivRem((int)rows[i, 0], Side * Side);
            Assert.Equal(samples[sample].Truth!.Voxels[place], voxels.Classes[i]);
            Assert.Equal(-rows[i, 0], rows[i, 1]);
        }

        Assert.Equal(rows, FeatureVoxels.Draw(samples, Classes, seed: 1).Deep(cat([places, -places], 1)));
        Assert.NotEqual(rows, FeatureVoxels.Draw(samples, Classes, seed: 2).Deep(cat([places, -places], 1)));
    }

    [Fact]
    public void Projected_features_are_normalised_by_their_stream_without_voxels_of_unknown_class()
    {
        using var network = new UNet(new NetworkOptions { Dimension = 2, Classes = Classes, BaseWidth = 2, SeparationHeads = true });
        network.Initialise(1);
        using var frozen = network.FreezeStatistics();
        using var generator = new Generator(1, CPU);
        var features = randn([samples.Length, 2, Side, Side], generator: generator);
        var voxels = FeatureVoxels.Draw(samples, Classes, seed: 1);
        var known = stack(samples.Take(2).Select(sample => tensor(sample.Truth!.Voxels).ne(Case.Ignored))).reshape(2, Side, Side);

        var heads = network.Heads!;
        Tensor Textbook(Tensor rows) => nn.functional.normalize(heads.Prediction.forward(heads.Projection.forward(rows)), 2, 1);
        var all = SeparationHeads.Rows(features);
        var labelled = all.narrow(0, 0, 2 * Side * Side).index_select(0, known.flatten().nonzero().squeeze(1));
        double[][] streams = [Textbook(labelled).to(float64).flatten().data<double>().ToArray(), Textbook(all.narrow(0, 2 * Side * Side, 2 * Side * Side)).to(float64).flatten().data<double>().ToArray()];
        double[,] deep = voxels.Deep(arange(samples.Length * Side * Side, float32).reshape(samples.Length, 1, Side, Side));
        double[,] projected = voxels.Projected(heads, features, 2, known);

        long[] rank = known.flatten().to(int64).cumsum(0).data<long>().ToArray();
        for (int i = 0; i < voxels.Classes.Length; i++)
        {
            int row = (int)deep[i, 0], boundary = 2 * Side * Side;
            var (stream, place) = row < boundary ? (0, (int)rank[row] - 1) : (1, row - boundary);
            for (int k = 0; k < SeparationHeads.ProjectedLength; k++) Assert.Equal(streams[stream][place * SeparationHeads.ProjectedLength + k], projected[i, k], 1e-4);
        }
    }

    private static ExplainedSample Sample(bool unknown)
    {
        var image = new Volume<float>(Geometry.OfSize(Side, Side));
        byte[] truth = [.. Enumerable.Range(0, Side * Side).Select(i => (byte)(i % Classes))];
        if (unknown) for (int i = 0; i < truth.Length; i += 5) truth[i] = Case.Ignored;
        return new ExplainedSample("case", null, true, [image], new Volume<byte>(image.Geometry, truth));
    }
}
