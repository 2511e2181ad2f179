using SsNet.Experiments.Explaining;
using SsNet.Imaging.Volumes;
using SsNet.Losses;
using SsNet.Networks;
using static TorchSharp.torch;

namespace SsNet.Experiments.Tests.Explaining;

/// <summary>Two labelled samples of 4×5 voxels and three classes, of which some voxels are predicted wrongly.</summary>
public sealed class ExplainedPrototypesTests : IDisposable
{
    private const int Rows = 4, Columns = 5, Voxels = Rows * Columns, Classes = 3, K = 3;

    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();
    private readonly UNet network = new(new NetworkOptions { Dimension = 2, Classes = Classes, BaseWidth = 2, SeparationHeads = true });
    private readonly ClassSeparation separation;
    private readonly Tensor features;
    private readonly long[] labels = [.. Enumerable.Range(0, 2 * Voxels).Select(i => (long)(i * 7 % Classes))];
    private readonly long[] predicted;

    public ExplainedPrototypesTests()
    {
        network.Initialise(1);
        separation = new ClassSeparation(network.Heads!, prototypes: K);
        using var generator = new Generator(1, CPU);
        features = randn([2 * Voxels, 2], generator: generator);
        predicted = [.. labels.Select((label, i) => i % 4 == 0 ? (label + 1) % Classes : label)];
    }

    public void Dispose()
    {
        separation.Dispose();
        network.Dispose();
        scope.Dispose();
    }

    [Fact]
    public void Prototypes_are_where_truth_and_prediction_agree_and_are_those_of_the_memory()
    {
        var explained = Explain();
        Assert.Equal(2 * K, explained.Voxels.Length);
        foreach (int c in (int[])[1, 2])
        {
            var ofClass = explained.Voxels.Where(voxel => voxel.Class == c).ToList();
            int[] rows = [.. ofClass.Select(voxel => voxel.Sample * Voxels + voxel.Position[0] * Columns + voxel.Position[1])];
            Assert.All(rows, row => Assert.Equal((c, c), (labels[row], predicted[row])));
            Assert.Equal(Enumerable.Range(0, 2 * Voxels).Count(row => labels[row] == c && predicted[row] == c), explained.Candidates[c - 1]);

            // The very rows of the memory, best first.
            network.Heads!.Projection.eval();
            var projected = network.Heads.Projection.forward(features.index_select(0, tensor([.. rows.Select(row => (long)row)])));
            Assert.True(projected.allclose(separation.Prototypes(c)!, atol: 1e-6));
            Assert.Equal(ofClass.Select(voxel => voxel.Score).OrderDescending(), ofClass.Select(voxel => voxel.Score));
        }
    }

    [Fact]
    public void Every_candidate_of_the_shown_sample_has_its_score_and_nothing_else_has()
    {
        foreach (int sample in (int[])[0, 1])
        {
            var explained = Explain(sample);
            Assert.Equal(sample, explained.Sample);
            for (int i = 0; i < Voxels; i++)
            {
                int row = sample * Voxels + i;
                Assert.Equal(labels[row] > 0 && labels[row] == predicted[row], float.IsFinite(explained.Scores.Voxels[i]));
            }

            Assert.All(explained.Voxels.Where(voxel => voxel.Sample == sample), voxel =>
                Assert.Equal(voxel.Score, (double)explained.Scores.Voxels[voxel.Position[0] * Columns + voxel.Position[1]]));
        }

        var most = Explain();
        Assert.True(most.Voxels.Count(voxel => voxel.Sample == most.Sample) >= K);
    }

    [Fact]
    public void A_class_without_candidates_keeps_what_the_run_remembers()
    {
        separation.SetPrototypes(2, ones([2, SeparationHeads.ProjectedLength]));
        for (int i = 0; i < predicted.Length; i++) predicted[i] = predicted[i] == 2 ? 0 : predicted[i];
        var explained = Explain();
        Assert.Equal([2], explained.Remembered);
        Assert.Equal(0, explained.Candidates[1]);
        Assert.All(explained.Voxels, voxel => Assert.Equal(1, voxel.Class));
        Assert.Equal(2, separation.Prototypes(2)!.shape[0]);
    }

    private ExplainedPrototypes Explain(int? shown = null)
    {
        var image = new Volume<float>(Geometry.OfSize(Rows, Columns));
        var sample = new ExplainedSample("case", null, true, [image], new Volume<byte>(image.Geometry));
        return ExplainedPrototypes.Of(separation, features, tensor(labels), tensor(predicted), [sample, sample], Classes, shown);
    }
}
