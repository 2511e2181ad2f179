using SsNet.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Tests.Losses;

public class PyramidConsistencyTests
{
    [Fact]
    public void The_consistency_of_four_scales_is_that_of_published_code()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(0.4753902511, PyramidConsistency.Loss([.. Enumerable.Range(0, 4).Select(SineScores.Logits)]).item<double>(), 1e-9);
    }

    [Fact]
    public void Scales_that_agree_cost_nothing()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(0, PyramidConsistency.Loss([.. Enumerable.Repeat(SineScores.Logits(0), 4)]).item<double>(), 1e-12);
    }

    /// <summary>The mean prediction and the weights carry gradients as well, so finite differences must agree with what flows back.</summary>
    [Fact]
    public void The_gradient_is_that_of_the_whole_formula()
    {
        using var scope = NewDisposeScope();
        const double Step = 1e-6;
        var logits = SineScores.Logits(0).requires_grad_();
        Tensor Loss(Tensor first) => PyramidConsistency.Loss([first, SineScores.Logits(1), SineScores.Logits(2), SineScores.Logits(3)]);
        var gradient = autograd.grad([Loss(logits)], [logits])[0];
        for (int k = 0; k < 128; k += 9)
        {
            var nudge = zeros(128, float64);
            nudge[k] = Step;
            nudge = nudge.view(2, 4, 4, 4);
            double difference = (Loss(logits.detach() + nudge) - Loss(logits.detach() - nudge)).item<double>() / (2 * Step);
            Assert.Equal(difference, gradient.flatten()[k].item<double>(), 1e-8);
        }
    }

    /// <summary>Far apart enough for a probability to be 0 in single precision, on all scales (its mean is 0 too) or on one.</summary>
    [Theory]
    [InlineData(200)]
    [InlineData(-200)]
    public void Predictions_that_are_certain_have_finite_losses_and_gradients(float other)
    {
        using var scope = NewDisposeScope();
        Tensor first = tensor([200f, -200, 0, 0]).view(1, 2, 2).requires_grad_(), second = tensor([other, -other, 0, 0]).view(1, 2, 2);
        var loss = PyramidConsistency.Loss([first, second]);
        Assert.True(loss.isfinite().ToBoolean());
        Assert.True(autograd.grad([loss], [first])[0].isfinite().all().ToBoolean());
    }
}
