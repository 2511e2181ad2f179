using SsNet.Data;
using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Explaining;
using SsNet.Experiments.Recipes;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Tests.Explaining;

public class ExplainedCasesTests
{
    private static readonly Geometry Grid = new([8, 20, 12], [2, 1, 1]);

    [Fact]
    public void A_case_that_nobody_segmented_is_shown_where_the_network_sees_most()
    {
        var recipe = new Recipe { Labelled = 1, Patch = [4, 8, 8], SliceAxis = 0, Stride = [4, 8, 8], LabelledPerBatch = 1, UnlabelledPerBatch = 1 };
        var segmented = new Volume<byte>(Grid);
        segmented.Voxels[(6 * 20 + 17) * 12 + 10] = 1;
        var (samples, index) = Cases(recipe, segmented).Batch("other", []);

        Assert.Equal(["labelled", "other"], samples.Select(sample => sample.CaseId));
        Assert.Equal(1, index);
        Assert.Null(samples[1].Truth);
        Assert.Equal([4, 8, 8], samples[1].Geometry.Size);
        Assert.Equal([2, 1, 1], samples[1].Geometry.Spacing);
        // The voxel is in the patches that begin at 3 to 4, 10 to 12 and 3 to 4; the middle ones are taken.
        Assert.Equal(Image().Voxels[(4 * 20 + 11) * 12 + 4], samples[1].Channels[0].Voxels[0]);
    }

    [Fact]
    public void Slices_and_downsampling_are_those_of_training()
    {
        var recipe = new Recipe { Labelled = 1, Patch = [8, 4], SliceAxis = 0, Stride = [8, 4], Downsampling = 2, LabelledPerBatch = 1, UnlabelledPerBatch = 1 };
        var (samples, _) = Cases(recipe, new Volume<byte>(Grid)).Batch("labelled", []);
        var sample = Assert.Single(samples);
        // Slice 3 holds the label, a square of four blocks that is the middle of the patch.
        Assert.Equal(3, sample.Slice);
        Assert.Equal([2, 2], sample.Geometry.Spacing);
        Assert.Equal(4, sample.Truth!.Voxels.Count(label => label == 1));
        var blocks = Enumerable.Range(0, 2).SelectMany(row => Enumerable.Range(0, 2).Select(column => Image().Voxels[(2 * 20 + 8 + row) * 12 + 4 + column]));
        int first = Array.IndexOf(sample.Truth.Voxels, (byte)1);
        Assert.Equal(blocks.Average(), sample.Channels[0].Voxels[first], 1e-3);
    }

    private static ExplainedCases Cases(Recipe recipe, Volume<byte> segmented) => new(recipe, ExperimentData.Of(new TwoCases(), recipe), _ => segmented);

    private static Volume<float> Image() => new(Grid, [.. Enumerable.Range(0, (int)Grid.VoxelCount).Select(i => (float)i)]);

    /// <summary>A labelled case, whose label is a square of 4×4 voxels in slice 3, and one without label.</summary>
    private sealed class TwoCases : IBenchmark
    {
        public string Name => "two";

        public IReadOnlyList<string> ClassNames => ["one"];

        public IReadOnlyList<CaseSource> Test => [];

        public IReadOnlyList<CaseSource> Validation => [];

        public Dataset Training(int labelled, int cases = 0) => new(
            [new CaseSource("labelled", () => new Case("labelled", Image(), Label()))], [new CaseSource("other", () => new Case("other", Image(), null))]);

        private static Volume<byte> Label()
        {
            var label = new Volume<byte>(Grid);
            for (int row = 8; row < 12; row++)
            {
                for (int column = 4; column < 8; column++) label.Voxels[(2 * 20 + row) * 12 + column] = 1;
            }

            return label;
        }
    }
}
