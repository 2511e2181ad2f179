using SsNet.Data;
using SsNet.Experiments.Toys;
using SsNet.Methods;
using static TorchSharp.torch;

namespace SsNet.Experiments.Tests.Toys;

public class PointTrainingTests
{
    private static readonly TwoMoonsOptions Short = new() { Iterations = 5 };

    [Fact]
    public void A_step_of_SS_Net_has_all_its_terms_and_prototypes_of_both_moons()
    {
        using var scope = NewDisposeScope();
        var points = TwoMoons.Draw(1, 60, 0.1);
        // Trained so far that points of both moons are classified correctly.
        using var method = PointTraining.Train(ToyMethod.SsNet, points, 20, Short with { Iterations = 40 }, 1, TestContext.Current.CancellationToken);
        using var batch = new Batch(PointNetwork.ToTensor(points.Positions), tensor([.. points.Classes.Take(20).Select(moon => (long)moon)]), []);
        var objective = new Objective();
        method.Step(batch, 41, objective);
        objective.Backward();
        Assert.Equal(["seg", "con_labelled", "con_unlabelled", "lds"], objective.Terms.Select(term => term.Name));
        Assert.All(objective.Terms, term => Assert.True(term.Value > 0 && double.IsFinite(term.Value), term.Name));
        Assert.Equal(["prototypes.1", "prototypes.2"], method.State.Select(entry => entry.Key));
    }

    [Theory]
    [InlineData(ToyMethod.Supervised)]
    [InlineData(ToyMethod.SsNet)]
    public void Training_changes_the_weights_and_repeats_itself(ToyMethod method)
    {
        var points = TwoMoons.Draw(1, 60, 0.1);
        double[,] Probabilities(int iterations)
        {
            using var trained = PointTraining.Train(method, points, 10, Short with { Iterations = iterations }, 1, TestContext.Current.CancellationToken);
            return ((PointNetwork)trained.Network).Predict(points.Positions).Probabilities;
        }

        var once = Probabilities(5);
        Assert.All(once.Cast<double>(), value => Assert.True(double.IsFinite(value)));
        Assert.Equal(once, Probabilities(5));
        Assert.NotEqual(once, Probabilities(0));
    }

    [Fact]
    public void Both_methods_start_from_the_same_weights()
    {
        var points = TwoMoons.Draw(1, 60, 0.1);
        double[,] Untrained(ToyMethod method)
        {
            using var trained = PointTraining.Train(method, points, 10, Short with { Iterations = 0 }, 1, TestContext.Current.CancellationToken);
            return ((PointNetwork)trained.Network).Predict(points.Positions).Probabilities;
        }

        Assert.Equal(Untrained(ToyMethod.Supervised), Untrained(ToyMethod.SsNet));
    }

    [Theory]
    [InlineData(ToyMethod.Supervised)]
    [InlineData(ToyMethod.SsNet)]
    public void Classes_of_unlabelled_points_are_not_read(ToyMethod method)
    {
        var points = TwoMoons.Draw(1, 60, 0.1);
        var swapped = points with { Classes = [.. points.Classes.Select((moon, i) => i < 10 ? moon : (byte)(3 - moon))] };
        double[,] Learned(ToyPoints from)
        {
            using var trained = PointTraining.Train(method, from, 10, Short, 1, TestContext.Current.CancellationToken);
            return ((PointNetwork)trained.Network).Predict(points.Positions).Probabilities;
        }

        Assert.Equal(Learned(points), Learned(swapped));
    }

    [Fact]
    public void With_all_labels_clear_moons_are_learned()
    {
        var (points, heldOut) = (TwoMoons.Draw(1, 200, 0.1), TwoMoons.Draw(1, 500, 0.1, heldOut: true));
        using var trained = PointTraining.Train(ToyMethod.Supervised, points, points.Count, Short with { Iterations = 400 }, 1, TestContext.Current.CancellationToken);
        Assert.True(((PointNetwork)trained.Network).Predict(heldOut.Positions).Accuracy(heldOut.Classes) > 0.97);
    }

    [Fact]
    public void Training_stops_when_it_is_told_to()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => PointTraining.Train(ToyMethod.SsNet, TwoMoons.Draw(1, 60, 0.1), 10, Short, 1, source.Token));
    }
}
