using SsNet.Losses;
using static TorchSharp.torch;

namespace SsNet.Tests.Losses;

public class DiceLossTests
{
    [Theory]
    [InlineData(DiceForm.Linear)]
    [InlineData(DiceForm.Squared)]
    public void A_class_that_is_neither_there_nor_predicted_costs_nothing(DiceForm form)
    {
        using var scope = NewDisposeScope();
        var labels = tensor([0L, 1, 1, 2]).view(1, 2, 2);
        Assert.Equal(0, DiceLoss.Supervised(form, DiceLoss.OneHot(labels, 4, ScalarType.Float64), labels).item<double>(), 1e-9);
    }

    [Theory]
    [InlineData(DiceForm.Linear, 1 / 3.0)]
    [InlineData(DiceForm.Squared, 2 / 4.0)]
    public void The_linear_form_is_the_mean_of_the_foreground_and_the_squared_form_of_all_classes(DiceForm form, double expected)
    {
        // Background that is taken for class 1: both are wholly wrong, and the two other classes are right.
        using var scope = NewDisposeScope();
        var labels = zeros([1, 2, 2], ScalarType.Int64);
        Assert.Equal(expected, DiceLoss.Supervised(form, DiceLoss.OneHot(labels + 1, 4, ScalarType.Float64), labels).item<double>(), 1e-6);
    }

    [Theory]
    [InlineData(DiceForm.Linear, 1 / 3.0)]
    [InlineData(DiceForm.Squared, (1 / 5.0 + 1) / 2)]
    public void Unsure_probabilities_cost_less_by_squares(DiceForm form, double expected)
    {
        // Four pixels of class 1, each with probability ½: 1 − 4/(2 + 4) or 1 − 4/(1 + 4), and the background 1.
        using var scope = NewDisposeScope();
        var labels = ones([1, 2, 2], ScalarType.Int64);
        Assert.Equal(expected, DiceLoss.Supervised(form, full([1, 2, 2, 2], 0.5, ScalarType.Float64), labels).item<double>(), 1e-6);
    }
}
