using SsNet.Data;
using SsNet.Methods;
using SsNet.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Tests.Methods;

/// <summary>Every method on batches in which nobody knows the class of some labelled voxels.</summary>
public class IgnoredVoxelMethodTests
{
    public static TheoryData<string, int> Methods => SmallMethods.NamesAndAxes;

    /// <summary>How much of the labelled samples is unknown: a part, one patch, or everything.</summary>
    public static TheoryData<string, int, string> Unknown => new MatrixTheoryData<string, int, string>(SmallMethods.Names, [2, 3], ["part", "patch", "all", "all but one voxel"]);

    [Theory]
    [MemberData(nameof(Unknown))]
    public void Losses_and_weights_stay_finite_however_much_is_unknown(string name, int axes, string unknown)
    {
        using var scope = NewDisposeScope();
        var results = Train(name, axes, batch => Ignoring(batch, Known(batch.Labels, unknown), Case.Ignored));
        Assert.All(results.Terms, term => Assert.True(double.IsFinite(term.Value), term.Name));
        Assert.All(results.Weights, weights => Assert.True(weights.Value.isfinite().all().ToBoolean(), weights.Key));
        Assert.Equal(TermsOfPlainBatches(name, axes), results.Terms.Select(term => term.Name));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void What_the_label_holds_at_an_ignored_voxel_changes_no_bit(string name, int axes)
    {
        using var scope = NewDisposeScope();
        var expected = Train(name, axes, batch => Ignoring(batch, Known(batch.Labels, "part"), Case.Ignored));
        AssertSame(expected, Train(name, axes, batch => Ignoring(batch, Known(batch.Labels, "part"), 1)));
        Assert.NotEqual(expected.Terms, Train(name, axes, batch => batch).Terms);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_mask_that_ignores_nothing_changes_no_bit(string name, int axes)
    {
        using var scope = NewDisposeScope();
        AssertSame(Train(name, axes, batch => batch), Train(name, axes, batch => Ignoring(batch, ones_like(batch.Labels, dtype: ScalarType.Bool), Case.Ignored)));
    }

    /// <summary>Two iterations on the same noise, so that SS-Net may have prototypes in the second.</summary>
    private static Result Train(string name, int axes, Func<Batch, Batch> change)
    {
        using var method = SmallMethods.Create(name, axes);
        using var optimiser = new StochasticGradientDescent(method.Network, momentum: 0.9, weightDecay: 1e-4);
        var prototypes = name == "ss-net" && axes == 2 ? SmallTraining.Prototypes() : [];
        method.Restore(method.State.Concat(prototypes).ToDictionary(entry => entry.Key, entry => entry.Value.clone()));
        var batch = change(SmallMethods.Batch(axes, seed: 1));
        var terms = new List<LossTerm>();
        for (int i = 1; i <= 2; i++) SmallTraining.Iterate(method, optimiser, batch, i, objective => terms.AddRange(objective.Terms));
        var tensors = method.Network.state_dict().Concat(method.State);
        return new Result(terms, tensors.ToDictionary(entry => entry.Key, entry => entry.Value.clone()));
    }

    private static IEnumerable<string> TermsOfPlainBatches(string name, int axes) => Train(name, axes, batch => batch).Terms.Select(term => term.Name);

    private static Batch Ignoring(Batch batch, Tensor known, long value) =>
        new(batch.Images, batch.Labels.masked_fill(known.logical_not(), value), batch.CaseIds, batch.SignedDistances, known);

    private static Tensor Known(Tensor labels, string unknown)
    {
        var known = unknown switch
        {
            "part" => arange(labels.numel(), int64).remainder(5).ne(0),
            "patch" => arange(labels.numel(), int64).ge(labels.numel() / 2),
            "all but one voxel" => arange(labels.numel(), int64).eq(7),
            _ => zeros([labels.numel()], ScalarType.Bool),
        };
        return known.view(labels.shape);
    }

    private static void AssertSame(Result expected, Result actual)
    {
        Assert.Equal(expected.Terms, actual.Terms);
        Assert.Equal(expected.Weights.Keys, actual.Weights.Keys);
        foreach (var (key, weights) in expected.Weights) Assert.True(weights.equal(actual.Weights[key]).all().ToBoolean(), key);
    }

    private sealed record Result(IReadOnlyList<LossTerm> Terms, Dictionary<string, Tensor> Weights);
}
