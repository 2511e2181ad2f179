using SsNet.Data;
using SsNet.Imaging;
using SsNet.Methods;
using SsNet.Networks;
using SsNet.Tests.Weights;
using SsNet.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Tests.Methods;

/// <summary>What holds for every method, on slices of four classes and on volumes of two.</summary>
public class EveryMethodTests
{
    private static readonly string[] Supervision = ["seg", "ce", "level_set", "con_labelled"];

    public static TheoryData<string, int> Methods => SmallMethods.NamesAndAxes;

    /// <summary>Labels without one class or without any foreground, and batches without unlabelled samples.</summary>
    public static TheoryData<string, int, int[], int> PoorBatches => new(
        from name in SmallMethods.Names.Except(["ss-net"])
        from batch in new (int Axes, int[] Foreground, int Unlabelled)[] { (2, [1, 3], 2), (2, [], 2), (2, [], 0), (3, [], 2), (3, [1], 0) }
        select (name, batch.Axes, batch.Foreground, batch.Unlabelled));

    [Theory]
    [MemberData(nameof(Methods))]
    public void Training_lowers_the_supervised_loss(string name, int axes)
    {
        using var scope = NewDisposeScope();
        // Dropout would make losses of so narrow a network fluctuate.
        using var method = SmallMethods.Create(name, axes, change: options => options with { Dropout = false });
        using var optimiser = Optimiser(method);
        var batch = SmallMethods.Batch(axes, seed: 1);
        double[] losses = [.. Enumerable.Range(1, axes == 2 ? 30 : 15).Select(iteration => Iterate(method, optimiser, batch, iteration).Where(IsSupervision).Sum(term => term.Weight * term.Value))];
        Assert.All(losses, loss => Assert.True(double.IsFinite(loss)));
        Assert.True(losses[^3..].Average() < losses[..3].Average(), $"{losses[..3].Average()} … {losses[^3..].Average()}");
        AssertFinite(method.Network.state_dict());
        AssertFinite(method.State);
    }

    [Theory]
    [MemberData(nameof(PoorBatches))]
    public void Poor_batches_give_finite_losses_gradients_and_weights(string name, int axes, int[] foreground, int unlabelled)
    {
        using var scope = NewDisposeScope();
        using var method = SmallMethods.Create(name, axes);
        using var optimiser = Optimiser(method);
        for (int i = 1; i <= 2; i++)
        {
            var terms = Iterate(method, optimiser, SmallMethods.Batch(axes, seed: i, foreground, unlabelled), i);
            Assert.All(terms, term => Assert.True(double.IsFinite(term.Value), term.Name));
            foreach (var (parameter, entry) in method.Network.named_parameters())
            {
                if (entry.grad is { } gradient) Assert.True(gradient.isfinite().all().ToBoolean(), parameter);
            }
        }

        AssertFinite(method.Network.state_dict());
        AssertFinite(method.State);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_method_that_goes_on_from_a_checkpoint_ends_in_the_same_bits(string name, int axes) => AssertGoesOn(name, axes, channelsLast: false);

    [Theory]
    [MemberData(nameof(Methods))]
    public void With_the_channels_last_too(string name, int axes) => AssertGoesOn(name, axes, channelsLast: true);

    [Theory]
    [MemberData(nameof(Methods))]
    public void What_a_method_owns_can_be_read_alone_and_only_by_that_method(string name, int axes)
    {
        using var scope = NewDisposeScope();
        using var file = new TemporaryFile();
        using var whole = SmallMethods.Create(name, axes, weights: 1);
        using var optimiser = Optimiser(whole);
        Iterate(whole, optimiser, SmallMethods.Batch(axes, seed: 1), iteration: 1);
        new Checkpoint { Iteration = 1, Validated = 0, Best = null, Seed = 1 }.Save(file.FilePath, whole, optimiser, new Dictionary<string, string>());

        using var other = SmallMethods.Create(name, axes, weights: 2);
        using var untouched = SmallMethods.Create(name, axes, weights: 2);
        Checkpoint.LoadMethodState(file.FilePath, other);
        AssertSame(whole.State, other.State);
        AssertSame(untouched.Network.state_dict(), other.Network.state_dict());

        using var stranger = SmallMethods.Create(name == "dtc" ? "supervised" : "dtc", axes, weights: 1);
        Assert.Contains($"of the method {name}, not of {stranger.Name}", Assert.Throws<ReportedException>(() => Checkpoint.LoadMethodState(file.FilePath, stranger)).Message, StringComparison.Ordinal);
    }

    private static void AssertGoesOn(string name, int axes, bool channelsLast)
    {
        using var scope = NewDisposeScope();
        using var file = new TemporaryFile();
        using var whole = SmallMethods.Create(name, axes, weights: 1);
        if (channelsLast) whole.Network.UseChannelsLast();
        using var optimiser = Optimiser(whole);
        for (int i = 1; i <= 2; i++) Iterate(whole, optimiser, SmallMethods.Batch(axes, seed: i), i);
        new Checkpoint { Iteration = 2, Validated = 0, Best = null, Seed = 1 }.Save(file.FilePath, whole, optimiser, new Dictionary<string, string>());

        // Other weights, and an iteration that draws random numbers: what is drawn later may not depend on it.
        using var resumed = SmallMethods.Create(name, axes, weights: 2);
        if (channelsLast) resumed.Network.UseChannelsLast();
        using var resumedOptimiser = Optimiser(resumed);
        Iterate(resumed, resumedOptimiser, SmallMethods.Batch(axes, seed: 9), iteration: 9);
        Assert.Equal(2, Checkpoint.Load(file.FilePath, resumed, resumedOptimiser).Iteration);
        AssertSame(whole.State, resumed.State);
        for (int i = 3; i <= 4; i++)
        {
            var batch = SmallMethods.Batch(axes, seed: i);
            Assert.Equal(Iterate(whole, optimiser, batch, i), Iterate(resumed, resumedOptimiser, batch, i));
        }

        AssertSame(whole.Network.state_dict(), resumed.Network.state_dict());
        AssertSame(whole.State, resumed.State);
        AssertSame(optimiser.Velocities, resumedOptimiser.Velocities);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Unlabelled_images_act_through_the_unsupervised_terms_alone(string name, int axes)
    {
        using var scope = NewDisposeScope();
        // A normalisation by the batch would let them act on the labelled samples' predictions.
        NetworkOptions WithoutBatch(NetworkOptions options) => options with { Normalisation = options.Normalisation == Normalisation.Batch ? Normalisation.Group : options.Normalisation };
        var batch = SmallMethods.Batch(axes, seed: 1);
        var others = SmallMethods.Batch(axes, seed: 2);
        var changed = new Batch(cat([batch.Labelled(batch.Images), others.Unlabelled(others.Images)]), batch.Labels, batch.CaseIds, batch.SignedDistances);
        LossTerm[] Terms(Batch of)
        {
            using var method = SmallMethods.Create(name, axes, change: WithoutBatch);
            using var optimiser = Optimiser(method);
            return Iterate(method, optimiser, of, iteration: 1);
        }

        LossTerm[] expected = Terms(batch), actual = Terms(changed);
        Assert.Equal(expected.Select(term => term.Name), actual.Select(term => term.Name));
        Assert.Equal(expected.Where(IsSupervision), actual.Where(IsSupervision));
        var unsupervised = expected.Zip(actual).Where(pair => !IsSupervision(pair.First)).ToArray();
        Assert.Equal(name == "supervised", unsupervised.Length == 0);
        Assert.All(unsupervised, pair => Assert.True(pair.First.Value != pair.Second.Value || (name == "ss-net" && pair.First.Value == 0), pair.First.Name));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Whoever_needs_no_signed_distances_does_not_read_them(string name, int axes)
    {
        using var scope = NewDisposeScope();
        using var method = SmallMethods.Create(name, axes);
        Assert.Equal(name is "sassnet" or "dtc", method.NeedsSignedDistances);
        if (method.NeedsSignedDistances) return;
        var batch = SmallMethods.Batch(axes, seed: 1);
        using var optimiser = Optimiser(method);
        Assert.NotEmpty(Iterate(method, optimiser, new Batch(batch.Images, batch.Labels, batch.CaseIds), iteration: 1));
    }

    private static StochasticGradientDescent Optimiser(Method method) => new(method.Network, momentum: 0.9, weightDecay: 1e-4);

    private static LossTerm[] Iterate(Method method, StochasticGradientDescent optimiser, Batch batch, long iteration)
    {
        LossTerm[] terms = [];
        SmallTraining.Iterate(method, optimiser, batch, iteration, objective => terms = [.. objective.Terms]);
        return terms;
    }

    /// <summary>Whether a term looks at labelled samples alone; further outputs of a network have a number behind the name.</summary>
    private static bool IsSupervision(LossTerm term) => Supervision.Contains(term.Name.TrimEnd('2', '3', '4').TrimEnd('_'));

    private static void AssertFinite(IEnumerable<KeyValuePair<string, Tensor>> tensors) =>
        Assert.All(tensors, entry => Assert.True(entry.Value.isfinite().all().ToBoolean(), entry.Key));

    private static void AssertSame(IEnumerable<KeyValuePair<string, Tensor>> expected, IEnumerable<KeyValuePair<string, Tensor>> actual)
    {
        var found = actual.ToDictionary(entry => entry.Key, entry => entry.Value);
        Assert.Equal(expected.Select(entry => entry.Key).Order(), found.Keys.Order());
        Assert.All(expected, entry => Assert.True(entry.Value.contiguous().bytes.SequenceEqual(found[entry.Key].contiguous().bytes), entry.Key));
    }
}
