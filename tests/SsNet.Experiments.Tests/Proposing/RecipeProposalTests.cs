using System.Collections.Immutable;
using CsCheck;
using SsNet.Data;
using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Proposing;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Testing;

namespace SsNet.Experiments.Tests.Proposing;

public sealed class RecipeProposalTests
{
    /// <summary>What such a machine offers to a step of training.</summary>
    private const double Memory = 16.0 * (1 << 30);

    private static readonly DataSummary Ct = Summary([300, 512, 512], [0.8, 0.75, 0.75]);

    [Fact]
    public void Isotropic_volumes_are_learnt_from_as_volumes()
    {
        var full = RecipeProposal.Of(Ct, Budget.Full);
        Assert.Equal((DataLayout.Prepared, Architecture.VNet, ImageFit.Crop, MethodName.SsNet), (full.Layout, full.Architecture, full.Fit, full.Method));
        Assert.Equal((3, 16, 15_000, 0), (full.Patch.Length, full.BaseWidth, full.Iterations, full.Labelled));
        Assert.InRange(Voxels(full), 0.8 * 112 * 112 * 80, 112 * 112 * 80);
        var small = RecipeProposal.Of(Ct, Budget.Small);
        Assert.Equal((3, 8, 2000), (small.Patch.Length, small.BaseWidth, small.Iterations));
        Assert.InRange(Voxels(small), 0.6 * 48 * 48 * 32, 48 * 48 * 32);
        // A network sees a good part of the body: images are shrunk until they hold a few patches.
        Assert.True(small.Downsampling > full.Downsampling && full.Downsampling > 1);
    }

    [Fact]
    public void The_left_atrium_gets_a_patch_like_the_papers_and_noise_as_strong_per_voxel()
    {
        var recipe = RecipeProposal.Of(Summary([88, 160, 160], [0.625, 0.625, 0.625]), Budget.Full);
        Assert.Equal(1, recipe.Downsampling);
        Assert.Equal([96, 96, 96], recipe.Patch);
        Assert.Equal(10 / Math.Sqrt(112 * 112 * 80), recipe.Probe / Math.Sqrt(96 * 96 * 96), 1e-4);
        Assert.Equal(recipe.Probe, recipe.Magnitude);
        Assert.Equal(recipe.Patch.Select(n => n / 4), recipe.Stride);
    }

    [Theory]
    [InlineData(0, 5.0, 0.7, 0.7)]
    [InlineData(2, 0.7, 0.7, 5.0)]
    [InlineData(1, 0.7, 3.0, 0.7)]
    public void Volumes_of_slices_far_apart_are_learnt_from_slice_by_slice_along_them(int axis, params double[] spacing)
    {
        var size = ImmutableArray.Create(256, 256, 256).SetItem(axis, 30);
        var recipe = RecipeProposal.Of(Summary(size, [.. spacing]), Budget.Full);
        Assert.Equal((axis, Architecture.UNet, ImageFit.Zoom), (recipe.SliceAxis, recipe.Architecture, recipe.Fit));
        Assert.Equal([256, 256], recipe.Patch);
        Assert.Equal((10, 6, 12), (recipe.Probe, recipe.Magnitude, recipe.LabelledPerBatch));
        var small = RecipeProposal.Of(Summary(size, [.. spacing]), Budget.Small);
        Assert.Equal([96, 96], small.Patch);
        // The recipe acdc-3-small has these.
        Assert.Equal((3.75, 2.25, 4, 1, 40, 20), (small.Probe, small.Magnitude, small.LabelledPerBatch, small.ConsistencyWeight, small.RampUpLength, small.RampUpInterval));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Thin_volumes_are_learnt_from_along_the_axis_where_they_are_thin(int axis)
    {
        var recipe = RecipeProposal.Of(Summary(ImmutableArray.Create(128, 128, 128).SetItem(axis, 10), [1, 1, 1]), Budget.Small);
        Assert.Equal((axis, 2), (recipe.SliceAxis, recipe.Patch.Length));
    }

    [Fact]
    public void Slices_keep_their_shape()
    {
        Assert.Equal([256, 128], RecipeProposal.Of(Summary([1024, 512], [1, 1]), Budget.Full).Patch);
        Assert.Equal([96, 48], RecipeProposal.Of(Summary([1024, 512], [1, 1]), Budget.Small).Patch);
        Assert.Equal([64, 32], RecipeProposal.Of(Summary([60, 35], [1, 1]), Budget.Full).Patch);
    }

    [Fact]
    public void What_is_asked_for_is_proposed_whatever_suits_the_data()
    {
        Assert.Equal(2, RecipeProposal.Of(Ct, Budget.Small, dimension: 2).Patch.Length);
        Assert.Equal(3, RecipeProposal.Of(Summary([30, 256, 256], [8, 1, 1]), Budget.Small, dimension: 3).Patch.Length);
    }

    [Fact]
    public void The_recipe_is_for_the_datas_classes_and_channels()
    {
        var recipe = RecipeProposal.Of(Ct with { Channels = 4, ClassNames = ["oedema", "core", "enhancing"], OnePiece = false }, Budget.Small);
        Assert.Equal((4, 4, false), (recipe.InputChannels, recipe.Classes, recipe.LargestComponent));
        Assert.Equal(2 * RecipeProposal.Of(Ct, Budget.Small).Probe, recipe.Probe, 0.02);
    }

    [Fact]
    public void Without_unlabelled_scans_it_is_supervised()
    {
        var recipe = RecipeProposal.Of(Ct with { Unlabelled = 0 }, Budget.Small);
        Assert.Equal((MethodName.Supervised, 0), (recipe.Method, recipe.UnlabelledPerBatch));
    }

    [Fact]
    public void Every_proposal_can_be_trained_on_a_machine_of_16_GiB() => Summaries.Select(Gen.Enum<Budget>(), Gen.Int[0, 1]).Sample((data, budget, forced) =>
    {
        var recipe = RecipeProposal.Of(data, budget, forced == 0 ? null : data.Size.Length == 2 ? 2 : 5 - RecipeProposal.DimensionFor(data));
        MethodFactory.Check(recipe);
        _ = recipe.ToPredictionOptions();
        Assert.InRange(MemoryNeed.Bytes(recipe), 1, Memory);
        Assert.All(recipe.Patch, n => Assert.Equal(0, n % 16));
        Assert.InRange(recipe.SliceAxis, 0, data.Size.Length - 1);
        Assert.True(recipe.Probe > 0 && recipe.Magnitude > 0);

        int held = data.Validation == 0 && data.Labelled >= ValidationSplit.FewestLabelled ? Math.Max(2, data.Labelled / 5) : 0;
        int slices = recipe.Patch.Length < data.Size.Length ? data.Size[recipe.SliceAxis] : 1;
        _ = new TwoStreamSampler((data.Labelled - held) * slices, data.Unlabelled * slices, recipe.LabelledPerBatch, recipe.UnlabelledPerBatch, recipe.Seed);
        Assert.Equal(data.Unlabelled == 0, recipe.Method == MethodName.Supervised);
    });

    [Fact]
    public void A_proposal_is_read_again_as_it_was_written()
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("mine.toml");
        Summaries.Select(Gen.Enum<Budget>()).Sample(
            (data, budget) =>
            {
                var recipe = RecipeProposal.Of(data, budget);
                string text = ProposalText.Of(recipe, ["Written for", "", "\"quoted\" [data]"]);
                File.WriteAllText(path, text);
                var read = RecipeFile.Load(path);
                // Keys that are not written are at their defaults, or the recipe that is read would be another one.
                Assert.All(RecipeKeys.All, key => Assert.Equal(key.ToToml(recipe), key.ToToml(read)));
            },
            threads: 1);
    }

    [Fact]
    public void Every_line_of_a_proposal_is_explained_once()
    {
        string[] lines = ProposalText.Of(RecipeProposal.Of(Ct, Budget.Full), ["Written for me"]).Split('\n');
        Assert.Equal("# Written for me", lines[0]);
        string[] keys = [.. lines.Where(line => line.Contains(" = ", StringComparison.Ordinal) && !line.StartsWith('#')).Select(line => line.Split(' ')[0])];
        Assert.Equal(keys, keys.Distinct());
        Assert.Contains("stride", keys);
        Assert.DoesNotContain("\nstride", ProposalText.Of(RecipeProposal.Of(Ct, Budget.Full, dimension: 2), []), StringComparison.Ordinal);
    }

    private static double Voxels(Recipe recipe) => recipe.Patch.Aggregate(1.0, (product, n) => product * n);

    private static DataSummary Summary(ImmutableArray<int> size, ImmutableArray<double> spacing) => new()
    {
        Channels = 1,
        ClassNames = ["organ"],
        Size = size,
        Spacing = spacing,
        Labelled = 8,
        Unlabelled = 40,
        Validation = 0,
        Test = 2,
        OnePiece = true,
    };

    private static Gen<DataSummary> Summaries { get; } =
        from rank in Gen.Int[2, 3]
        from size in Gen.OneOf(Gen.Int[1, 40], Gen.Int[1, 1200]).Array[rank]
        from spacing in Gen.Double[0.05, 12].Array[rank]
        from classes in Gen.OneOf(Gen.Int[1, 3], Gen.Int[1, 254])
        from channels in Gen.Int[1, 4]
        from labelled in Gen.OneOf(Gen.Int[1, 3], Gen.Int[1, 60])
        from others in Gen.OneOf(Gen.Const(0), Gen.Int[1, 50]).Array[3]
        from onePiece in Gen.Bool
        select new DataSummary
        {
            Channels = channels,
            ClassNames = [.. Enumerable.Range(1, classes).Select(c => $"class {c}")],
            Size = [.. size],
            Spacing = [.. spacing],
            Labelled = labelled,
            Unlabelled = others[0],
            Validation = others[1],
            Test = others[2],
            OnePiece = onePiece,
        };
}
