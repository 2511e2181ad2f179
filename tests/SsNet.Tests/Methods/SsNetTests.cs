using SsNet.Losses;
using SsNet.Methods;
using SsNet.Training;
using TorchSharp;
using static TorchSharp.torch;
using SsNetMethod = SsNet.Methods.SsNet;

namespace SsNet.Tests.Methods;

public class SsNetTests
{
    [Fact]
    public void A_batch_without_foreground_gives_finite_losses_and_gradients()
    {
        using var scope = NewDisposeScope();
        using var method = new SsNetMethod(SmallTraining.Network(), new SsNetOptions(), seed: 1);
        using var batch = SmallTraining.Batch(seed: 1, foreground: false);
        Assert.Equal(0, batch.Labels.max().ToInt64());

        var objective = new Objective();
        method.Step(batch, iteration: 1, objective);
        objective.Backward();
        Assert.All(objective.Terms, term => Assert.True(double.IsFinite(term.Value), term.Name));
        Assert.Equal(["seg", "con_labelled", "con_unlabelled", "lds"], objective.Terms.Select(term => term.Name));
        Assert.Empty(method.State);
        foreach (var (name, parameter) in method.Network.named_parameters())
        {
            if (parameter.grad is { } gradient) Assert.True(gradient.isfinite().all().ToBoolean(), name);
        }
    }

    /// <summary>Labels with all of four classes, without some of them, and without any; with unlabelled slices and without; with prototypes from before and without.</summary>
    public static TheoryData<int[], int, DiceForm, bool> SliceBatches => new MatrixTheoryData<int[], int, DiceForm, bool>(
        [[1, 2, 3], [1, 3], [2], []], [0, 2], Enum.GetValues<DiceForm>(), [false, true]);

    [Theory]
    [MemberData(nameof(SliceBatches))]
    public void Slices_of_four_classes_give_finite_losses_and_gradients(int[] classes, int unlabelled, DiceForm dice, bool remembers)
    {
        using var scope = NewDisposeScope();
        var options = new SsNetOptions { DiceForm = dice, Smoothness = new AdversarialSmoothness { DiceForm = dice } };
        using var method = new SsNetMethod(SmallTraining.SliceNetwork(), options, seed: 1);
        using var optimiser = new StochasticGradientDescent(method.Network, momentum: 0.9, weightDecay: 1e-4);
        if (remembers) method.Restore(SmallTraining.Prototypes());
        for (int i = 1; i <= 3; i++)
        {
            using var batch = SmallTraining.SliceBatch(seed: i, classes, unlabelled);
            Assert.Equal(classes.Prepend(0).Select(c => (long)c), batch.Labels.flatten().unique(sorted: true).output.data<long>().ToArray());
            optimiser.ClearGradients();
            var objective = new Objective();
            method.Step(batch, i, objective);
            objective.Backward();
            string[] terms = ["seg", "con_labelled", .. unlabelled > 0 ? new[] { "con_unlabelled" } : [], "lds"];
            Assert.Equal(terms, objective.Terms.Select(term => term.Name));
            Assert.All(objective.Terms, term => Assert.True(double.IsFinite(term.Value), term.Name));
            // Classes are compared where there are any, and then the heads learn too.
            bool compares = remembers && classes.Length > 0;
            if (compares) Assert.InRange(objective.Terms[1].Value, 1e-6, 2);
            foreach (var (name, parameter) in method.Network.named_parameters())
            {
                if (!IsHead(name) || (compares && name.StartsWith("projection", StringComparison.Ordinal))) Assert.NotNull(parameter.grad);
                Assert.True(parameter.grad is not { } gradient || gradient.isfinite().all().ToBoolean(), name);
            }

            optimiser.Step(0.01);
        }

        Assert.All(method.Network.named_parameters(), entry => Assert.True(entry.parameter.isfinite().all().ToBoolean(), entry.name));
    }

    [Fact]
    public void Classes_that_are_found_get_prototypes_and_keep_them_while_they_are_absent()
    {
        using var scope = NewDisposeScope();
        using var method = new SsNetMethod(SmallTraining.SliceNetwork(), new SsNetOptions(), seed: 1);
        using var optimiser = new StochasticGradientDescent(method.Network, momentum: 0.9, weightDecay: 1e-4);
        for (int i = 1; i <= 40; i++) SmallTraining.Iterate(method, optimiser, SmallTraining.SliceBatch(seed: i, [1, 2, 3]), i);
        var found = method.State.ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        Assert.NotEmpty(found);

        for (int i = 41; i <= 43; i++) SmallTraining.Iterate(method, optimiser, SmallTraining.SliceBatch(seed: i, []), i);
        Assert.Equal(found.Keys, method.State.Select(entry => entry.Key));
        Assert.All(method.State, entry => Assert.True(entry.Value.equal(found[entry.Key]).all().ToBoolean(), entry.Key));
    }

    [Theory]
    [InlineData(SeparationVariant.Paper)]
    [InlineData(SeparationVariant.Released)]
    public void A_restored_method_goes_on_as_if_it_had_not_been_interrupted(SeparationVariant variant)
    {
        using var scope = NewDisposeScope();
        var options = new SsNetOptions { SeparationVariant = variant };
        using var method = new SsNetMethod(SmallTraining.Network(seed: 1), options, seed: 1);
        using var optimiser = new StochasticGradientDescent(method.Network, momentum: 0.9, weightDecay: 1e-4);
        for (int i = 1; i <= 3; i++) SmallTraining.Iterate(method, optimiser, SmallTraining.Batch(seed: i), i);
        var state = method.State.ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        Assert.Equal(["prototypes.1"], state.Keys);

        using var resumed = new SsNetMethod(SmallTraining.Network(seed: 2), options, seed: 1);
        using var resumedOptimiser = new StochasticGradientDescent(resumed.Network, momentum: 0.9, weightDecay: 1e-4);
        resumed.Network.load_state_dict(method.Network.state_dict());
        resumed.Restore(state);
        resumedOptimiser.Restore(optimiser.Velocities);
        Assert.All(resumed.State, entry => Assert.True(entry.Value.equal(state[entry.Key]).all().ToBoolean()));

        // The fourth batch has no foreground, so that its losses come from the prototypes taken back.
        for (int i = 4; i <= 6; i++)
        {
            var batch = SmallTraining.Batch(seed: i, foreground: i > 4);
            Assert.Equal(SmallTraining.Iterate(method, optimiser, batch, i), SmallTraining.Iterate(resumed, resumedOptimiser, batch, i));
        }

        var expected = method.Network.state_dict();
        Assert.All(resumed.Network.state_dict(), entry => Assert.True(entry.Value.equal(expected[entry.Key]).all().ToBoolean(), entry.Key));
    }

    private static bool IsHead(string name) =>
        name.StartsWith("projection", StringComparison.Ordinal) || name.StartsWith("prediction", StringComparison.Ordinal) || name.StartsWith("contrastive", StringComparison.Ordinal);
}
