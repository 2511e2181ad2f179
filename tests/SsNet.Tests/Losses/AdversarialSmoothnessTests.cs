using SsNet.Losses;
using SsNet.Tests.Methods;
using static TorchSharp.torch;

namespace SsNet.Tests.Losses;

public class AdversarialSmoothnessTests
{
    [Fact]
    public void Finding_the_direction_leaves_no_gradient_in_the_weights_and_the_loss_does()
    {
        using var scope = NewDisposeScope();
        using var network = SmallTraining.SliceNetwork();
        using var batch = SmallTraining.SliceBatch(seed: 1, classes: [1, 2, 3]);
        using var generator = new Generator(1, CPU);
        var noise = rand(batch.Images.shape, generator: generator).sub_(0.5);
        var result = new AdversarialSmoothness { PowerIterations = 2 }.Loss(network, batch.Images, noise);
        Assert.True(result.Perturbation.abs().max().item<float>() > 0);
        Assert.All(network.parameters(), parameter => Assert.Null(parameter.grad));

        result.Loss.backward();
        var backbone = network.named_parameters().Where(entry => entry.name.StartsWith("encoder", StringComparison.Ordinal) || entry.name.StartsWith("decoder", StringComparison.Ordinal));
        Assert.All(backbone, entry => Assert.NotNull(entry.parameter.grad));
    }

    [Fact]
    public void The_loss_is_the_distance_of_the_prediction_under_the_perturbation_which_has_length_epsilon()
    {
        using var scope = NewDisposeScope();
        using var network = SmallTraining.SliceNetwork();
        using var batch = SmallTraining.SliceBatch(seed: 1, classes: [1, 2, 3]);
        using var generator = new Generator(1, CPU);
        var noise = rand(batch.Images.shape, generator: generator).sub_(0.5);
        var smoothness = new AdversarialSmoothness { Magnitude = 3 };
        network.BeginStep(1, 1);
        var result = smoothness.Loss(network, batch.Images, noise, softmax(network.forward(batch.Images).Logits.detach(), 1));
        Assert.All(new[] { result.Perturbation, smoothness.AtMagnitude(noise) }, perturbation =>
            Assert.All(perturbation.flatten(1).norm(1).data<float>().ToArray(), length => Assert.Equal(3, length, 1e-4)));

        // The dropout of the third pass since the restart, as in the loss.
        network.BeginStep(1, 1);
        using var frozen = network.FreezeStatistics();
        for (int i = 0; i < 2; i++) network.forward(batch.Images);
        var again = smoothness.Between(network.forward(batch.Images + result.Perturbation).Logits, result.Clean);
        Assert.Equal(again.item<float>(), result.Loss.item<float>(), 1e-6);
    }
}
