using SsNet.Losses;
using static TorchSharp.torch;

namespace SsNet.Tests.Losses;

public class SegmentationLossTests
{
    private const double CrossEntropy = 1.5312461644;

    [Theory]
    [InlineData(DiceForm.SquaredSmooth, 0.6199649776)]
    [InlineData(DiceForm.Squared, 0.6199655697)]
    [InlineData(DiceForm.SquaredHalf, 0.8099827848)]
    public void Every_form_over_all_classes_is_that_of_published_code(DiceForm form, double expected)
    {
        using var scope = NewDisposeScope();
        Assert.Equal(expected, DiceLoss.Supervised(form, SineScores.Probabilities(0), SineScores.Labels()).item<double>(), 1e-9);
    }

    /// <summary>Class 1 alone is the only foreground where the others are added to the background.</summary>
    [Theory]
    [InlineData(DiceForm.Linear, 0.7646873397)]
    [InlineData(DiceForm.SquaredForeground, 0.6324055643)]
    public void Every_form_over_the_foreground_is_that_of_published_code(DiceForm form, double expected)
    {
        using var scope = NewDisposeScope();
        var foreground = SineScores.Probabilities(0).narrow(1, 1, 1);
        var labels = SineScores.Labels().eq(1).to(int64);
        Assert.Equal(expected, DiceLoss.Supervised(form, cat([1 - foreground, foreground], 1), labels).item<double>(), 1e-9);
    }

    [Theory]
    [InlineData(DiceForm.Linear)]
    [InlineData(DiceForm.SquaredForeground)]
    public void Several_foreground_classes_count_alike_and_the_background_does_not(DiceForm form)
    {
        using var scope = NewDisposeScope();
        Tensor probabilities = SineScores.Probabilities(0), labels = SineScores.Labels();
        double OfClass(int c)
        {
            var one = probabilities.narrow(1, c, 1);
            return DiceLoss.Supervised(form, cat([1 - one, one], 1), labels.eq(c).to(int64)).item<double>();
        }

        Assert.Equal((OfClass(1) + OfClass(2) + OfClass(3)) / 3, DiceLoss.Supervised(form, probabilities, labels).item<double>(), 1e-12);
    }

    [Fact]
    public void Without_the_factor_2_gradients_are_halved()
    {
        using var scope = NewDisposeScope();
        Tensor Gradient(DiceForm form)
        {
            var logits = SineScores.Logits(0).requires_grad_();
            return autograd.grad([DiceLoss.Supervised(form, nn.functional.softmax(logits, 1), SineScores.Labels())], [logits])[0];
        }

        Assert.True(Gradient(DiceForm.SquaredHalf).allclose(0.5 * Gradient(DiceForm.Squared), 1e-12, 1e-15));
    }

    [Fact]
    public void With_cross_entropy_both_count_half()
    {
        using var scope = NewDisposeScope();
        var loss = new SegmentationLoss { DiceForm = DiceForm.SquaredSmooth, CrossEntropy = true };
        var terms = loss.Terms(SineScores.Logits(0), SineScores.Labels()).ToArray();
        Assert.Equal([("seg", 0.5), ("ce", 0.5)], terms.Select(term => (term.Name, term.Weight)));
        Assert.Equal(0.6199649776, terms[0].Value.item<double>(), 1e-9);
        Assert.Equal(CrossEntropy, terms[1].Value.item<double>(), 1e-9);
    }

    [Fact]
    public void Without_cross_entropy_Dice_is_all()
    {
        using var scope = NewDisposeScope();
        var (name, value, weight) = Assert.Single(new SegmentationLoss { DiceForm = DiceForm.Squared }.Terms(SineScores.Logits(0), SineScores.Labels()));
        Assert.Equal(("seg", 1), (name, weight));
        Assert.Equal(0.6199655697, value.item<double>(), 1e-9);
    }
}
