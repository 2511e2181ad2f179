using SsNet.Losses;
using SsNet.Methods;
using SsNet.Networks;
using static TorchSharp.torch;
using SsNetMethod = SsNet.Methods.SsNet;

namespace SsNet.Tests.Methods;

/// <summary>SS-Net whose smoothness takes the prediction of the main pass for the clean one.</summary>
public class SharedCleanPredictionTests
{
    private const double Near = 1e-12;

    [Theory]
    [InlineData(2, PredictionDistance.Dice)]
    [InlineData(2, PredictionDistance.KullbackLeibler)]
    [InlineData(3, PredictionDistance.Dice)]
    public void Without_dropout_losses_and_gradients_are_those_of_a_pass_of_its_own(int axes, PredictionDistance distance)
    {
        using var scope = NewDisposeScope();
        using var separate = Create(axes, distance, shares: false, dropout: false);
        using var shared = Create(axes, distance, shares: true, dropout: false);
        // The second step compares with prototypes of the first, and adds to its gradients.
        for (int i = 1; i <= 2; i++)
        {
            foreach (var (expected, actual) in Step(separate, axes, i).Zip(Step(shared, axes, i)))
            {
                Assert.Equal((expected.Name, expected.Weight), (actual.Name, actual.Weight));
                Assert.Equal(expected.Value, actual.Value, Near);
            }
        }

        foreach (var (expected, actual) in separate.Network.named_parameters().Zip(shared.Network.named_parameters()))
        {
            Assert.Equal(expected.parameter.grad is null, actual.parameter.grad is null);
            if (expected.parameter.grad is not { } gradient) continue;
            Assert.True(gradient.allclose(actual.parameter.grad!, rtol: 1e-9, atol: Near), expected.name);
        }

        Assert.Contains(separate.Network.parameters(), parameter => parameter.grad is { } gradient && gradient.abs().max().item<double>() > 1e-6);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void With_dropout_it_saves_a_pass_that_draws_and_moves_the_running_statistics(int axes)
    {
        using var scope = NewDisposeScope();
        using var separate = Create(axes, PredictionDistance.Dice, shares: false, dropout: true);
        using var shared = Create(axes, PredictionDistance.Dice, shares: true, dropout: true);
        var (expected, actual) = (Step(separate, axes, 1), Step(shared, axes, 1));
        // What comes before the smoothness is the same; that has another clean prediction.
        Assert.Equal(expected[..^1], actual[..^1]);
        Assert.Equal("lds", actual[^1].Name);
        Assert.NotEqual(expected[^1].Value, actual[^1].Value);
        Assert.All(BatchesTracked(separate.Network), tracked => Assert.Equal(2, tracked));
        Assert.All(BatchesTracked(shared.Network), tracked => Assert.Equal(1, tracked));
    }

    /// <summary>How many batches each normalisation of the backbone has learned its statistics from.</summary>
    private static long[] BatchesTracked(SegmentationNetwork network) =>
    [
        .. network.named_buffers()
            .Where(entry => entry.name.EndsWith("num_batches_tracked", StringComparison.Ordinal) && (entry.name.StartsWith("encoder", StringComparison.Ordinal) || entry.name.StartsWith("decoder", StringComparison.Ordinal)))
            .Select(entry => entry.buffer.item<long>()),
    ];

    private static LossTerm[] Step(SsNetMethod method, int axes, long iteration)
    {
        using var scope = NewDisposeScope();
        var batch = SmallMethods.Batch(axes, seed: iteration);
        var objective = new Objective();
        method.Step(new(batch.Images.to(float64), batch.Labels, batch.CaseIds), iteration, objective);
        objective.Backward();
        return [.. objective.Terms];
    }

    private static SsNetMethod Create(int axes, PredictionDistance distance, bool shares, bool dropout)
    {
        var options = new NetworkOptions { Dimension = axes, Classes = axes == 2 ? 4 : 2, BaseWidth = 2, SeparationHeads = true, Dropout = dropout };
        SegmentationNetwork network = axes == 2 ? new UNet(options, dtype: ScalarType.Float64) : new VNet(options, dtype: ScalarType.Float64);
        network.Initialise(1);
        var smoothness = new AdversarialSmoothness { Distance = distance };
        return new SsNetMethod(network, new SsNetOptions { Consistency = new() { RampLength = 0 }, Smoothness = smoothness, SharedCleanPrediction = shares }, seed: 1);
    }
}
