using SsNet.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Tests.Losses;

public class MutualConsistencyTests
{
    private const double Temperature = 0.1;

    [Theory]
    [InlineData(0.5, 0.5, 1e-12)]
    [InlineData(0.55, 0.88149947, 1e-8)]
    [InlineData(0.6, 0.98295407, 1e-8)]
    [InlineData(0.7, 0.99979100, 1e-8)]
    [InlineData(0.9, 0.9999999997, 1e-10)]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 0)]
    public void Sharpening_moves_a_probability_to_its_end(double probability, double expected, double tolerance)
    {
        using var scope = NewDisposeScope();
        var sharpened = MutualConsistency.Sharpen(tensor([probability, 1 - probability]), Temperature);
        Assert.Equal(expected, sharpened[0].item<double>(), tolerance);
        Assert.Equal(1 - expected, sharpened[1].item<double>(), tolerance + 1e-12);
    }

    [Fact]
    public void Sharpening_takes_every_class_by_itself()
    {
        using var scope = NewDisposeScope();
        var sharpened = MutualConsistency.Sharpen(tensor([0.6, 0.3, 0.1]), Temperature);
        Assert.Equal(0.98295407, sharpened[0].item<double>(), 1e-8);
        Assert.NotEqual(1, sharpened.sum().item<double>(), 1e-3);
    }

    [Fact]
    public void The_consistency_of_two_decoders_is_that_of_published_code()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(0.3134504589, MutualConsistency.Loss([SineScores.Probabilities(0), SineScores.Probabilities(1)], Temperature).item<double>(), 1e-9);
    }

    [Fact]
    public void Of_three_decoders_all_pairs_are_added()
    {
        using var scope = NewDisposeScope();
        Tensor[] p = [.. Enumerable.Range(0, 3).Select(SineScores.Probabilities)];
        double Pair(int i, int j) => MutualConsistency.Loss([p[i], p[j]], Temperature).item<double>();
        Assert.Equal(Pair(0, 1) + Pair(0, 2) + Pair(1, 2), MutualConsistency.Loss(p, Temperature).item<double>(), 1e-12);
    }

    [Fact]
    public void The_gradient_reaches_a_prediction_through_its_sharpening_too()
    {
        using var scope = NewDisposeScope();
        Tensor first = SineScores.Probabilities(0).requires_grad_(), second = SineScores.Probabilities(1);
        var whole = autograd.grad([MutualConsistency.Loss([first, second], Temperature)], [first])[0];
        var direct = autograd.grad([(first - MutualConsistency.Sharpen(second, Temperature)).square().mean()], [first])[0];
        var sharpened = autograd.grad([(second - MutualConsistency.Sharpen(first, Temperature)).square().mean()], [first])[0];
        Assert.True(sharpened.abs().max().item<double>() > 1e-3);
        Assert.True(whole.allclose(direct + sharpened, 1e-12, 1e-15));
    }

    [Fact]
    public void The_lowest_temperature_of_a_recipe_is_safe_in_single_precision_where_the_powers_are_smallest()
    {
        using var scope = NewDisposeScope();
        var probabilities = tensor([0.5f, 0.5f]).requires_grad_();
        var sharpened = MutualConsistency.Sharpen(probabilities, 0.01);
        Assert.Equal([0.5f, 0.5f], sharpened.data<float>());
        Assert.True(autograd.grad([sharpened.sum()], [probabilities])[0].isfinite().all().ToBoolean());
    }

    [Fact]
    public void Predictions_that_are_certain_have_finite_gradients()
    {
        using var scope = NewDisposeScope();
        var logits = tensor([1000f, -1000, 0, 0]).view(1, 2, 2).requires_grad_();
        var probabilities = nn.functional.softmax(logits, 1);
        var loss = MutualConsistency.Loss([probabilities, 1 - probabilities], Temperature);
        Assert.True(autograd.grad([loss], [logits])[0].isfinite().all().ToBoolean());
    }
}
