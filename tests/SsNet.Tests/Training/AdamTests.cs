using SsNet.Training;
using TorchSharp;
using static TorchSharp.torch;
using Linear = TorchSharp.Modules.Linear;

namespace SsNet.Tests.Training;

public class AdamTests
{
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.99;
    private const double Rate = 0.01;

    private static readonly double[] Start = [0.5, -2, 0.001];

    [Fact]
    public void Every_step_is_that_of_the_formula()
    {
        using var scope = NewDisposeScope();
        using var layer = Layer();
        using var optimiser = new Adam(layer, FirstDecay, SecondDecay);
        double[] weights = [.. Start], first = new double[3], second = new double[3];
        for (int step = 1; step <= 6; step++)
        {
            double[] gradient = Gradient(step);
            Step(layer, optimiser, step);
            for (int i = 0; i < weights.Length; i++)
            {
                first[i] = FirstDecay * first[i] + (1 - FirstDecay) * gradient[i];
                second[i] = SecondDecay * second[i] + (1 - SecondDecay) * gradient[i] * gradient[i];
                double mean = first[i] / (1 - Math.Pow(FirstDecay, step)), square = second[i] / (1 - Math.Pow(SecondDecay, step));
                weights[i] -= Rate * mean / (Math.Sqrt(square) + 1e-8);
            }

            Assert.Equal(weights, Weights(layer), (expected, actual) => Math.Abs(expected - actual) < 1e-12);
        }
    }

    [Fact]
    public void The_first_step_is_as_long_as_the_rate_whatever_the_gradient()
    {
        using var scope = NewDisposeScope();
        using var layer = Layer();
        using var optimiser = new Adam(layer, FirstDecay, SecondDecay);
        Step(layer, optimiser, step: 1);
        Assert.Equal(Start.Zip(Gradient(1), (weight, gradient) => weight - Rate * Math.Sign(gradient)), Weights(layer), (expected, actual) => Math.Abs(expected - actual) < 1e-6);
    }

    [Fact]
    public void A_parameter_without_gradient_stays_untouched_and_has_no_moments()
    {
        using var scope = NewDisposeScope();
        using var layer = Layer();
        using var optimiser = new Adam(layer, FirstDecay, SecondDecay);
        var before = layer.bias!.detach().clone();
        Step(layer, optimiser, step: 1);
        Assert.True(layer.bias!.equal(before).all().ToBoolean());
        Assert.Equal(["steps", "first.weight", "second.weight"], optimiser.State.Select(entry => entry.Key));
    }

    [Fact]
    public void A_restored_optimiser_goes_on_with_the_same_steps()
    {
        using var scope = NewDisposeScope();
        using Linear whole = Layer(), resumed = Layer();
        using Adam optimiser = new(whole, FirstDecay, SecondDecay), resumedOptimiser = new(resumed, FirstDecay, SecondDecay);
        for (int step = 1; step <= 3; step++) Step(whole, optimiser, step);
        Step(resumed, resumedOptimiser, step: 5);
        var state = optimiser.State.ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        resumedOptimiser.Restore(state);
        Assert.Equal(3, resumedOptimiser.State.First().Value.item<long>());
        using (no_grad()) resumed.weight!.copy_(whole.weight!);
        for (int step = 4; step <= 6; step++)
        {
            Step(whole, optimiser, step);
            Step(resumed, resumedOptimiser, step);
        }

        Assert.Equal(Weights(whole), Weights(resumed));
        // What was taken back was copied.
        Assert.Equal(3, state["steps"].item<long>());
        Assert.False(state["first.weight"].equal(optimiser.State.ElementAt(1).Value).all().ToBoolean());
    }

    [Fact]
    public void Cleared_gradients_move_nothing()
    {
        using var scope = NewDisposeScope();
        using var layer = Layer();
        using var optimiser = new Adam(layer, FirstDecay, SecondDecay);
        (tensor(Gradient(1)) * layer.weight!).sum().backward();
        optimiser.ClearGradients();
        optimiser.Step(Rate);
        Assert.Equal(Start, Weights(layer));
    }

    private static Linear Layer()
    {
        var layer = nn.Linear(3, 1, dtype: float64);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        layer.weight!.copy_(tensor(Start).view(1, 3));
        return layer;
    }

    private static double[] Gradient(int step) => [Math.Sin(step), 100 * Math.Cos(3 * step), 1e-3 * (step - 2.5)];

    private static void Step(Linear layer, Adam optimiser, int step)
    {
        optimiser.ClearGradients();
        (tensor(Gradient(step)) * layer.weight!).sum().backward();
        optimiser.Step(Rate);
    }

    private static double[] Weights(Linear layer) => layer.weight!.detach().data<double>().ToArray();
}
