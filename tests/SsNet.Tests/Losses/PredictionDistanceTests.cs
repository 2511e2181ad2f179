using SsNet.Losses;
using static TorchSharp.torch;

namespace SsNet.Tests.Losses;

public class PredictionDistanceTests
{
    [Theory]
    [InlineData(DiceForm.Squared, 0.4213932156)]
    [InlineData(DiceForm.Linear, 0.7563034990)]
    public void Dice_between_two_predictions_is_that_of_published_code(DiceForm form, double expected)
    {
        using var scope = NewDisposeScope();
        Assert.Equal(expected, PredictionDistances.Between(PredictionDistance.Dice, form, SineScores.Logits(0), SineScores.Probabilities(1)).item<double>(), 1e-9);
    }

    [Fact]
    public void The_divergence_of_a_prediction_from_itself_is_0_and_from_another_one_positive()
    {
        using var scope = NewDisposeScope();
        double Of(int index) => PredictionDistances.Between(PredictionDistance.KullbackLeibler, DiceForm.Linear, SineScores.Logits(index), SineScores.Probabilities(0)).item<double>();
        Assert.Equal(0, Of(0), 1e-12);
        Assert.InRange(Of(1), 0.01, 10);
    }
}
