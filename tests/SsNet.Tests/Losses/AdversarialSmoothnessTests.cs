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
}
