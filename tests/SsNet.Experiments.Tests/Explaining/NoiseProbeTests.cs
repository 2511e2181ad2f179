using SsNet.Experiments.Explaining;
using SsNet.Imaging.Volumes;
using SsNet.Losses;
using SsNet.Networks;
using SsNet.Weights;
using static TorchSharp.torch;

namespace SsNet.Experiments.Tests.Explaining;

public sealed class NoiseProbeTests : IDisposable
{
    private const double Magnitude = 2;

    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();
    private readonly UNet network = new(new NetworkOptions { Dimension = 2, Classes = 3, BaseWidth = 2, Dropout = false, SeparationHeads = true });
    private readonly AdversarialSmoothness smoothness = new() { Magnitude = Magnitude };
    private readonly Tensor images, start;

    public NoiseProbeTests()
    {
        network.Initialise(1);
        using var generator = new Generator(1, CPU);
        images = rand([2, 1, 16, 16], generator: generator);
        start = rand([2, 1, 16, 16], generator: generator).sub_(0.5);
    }

    public void Dispose()
    {
        network.Dispose();
        scope.Dispose();
    }

    [Fact]
    public void Noise_has_length_epsilon_and_what_follows_it_is_the_prediction_of_the_perturbed_image()
    {
        float[] before = Statistics();
        using var frozen = network.FreezeStatistics();
        var probe = NoiseProbe.Of(network, smoothness, images, start, TestContext.Current.CancellationToken);
        Assert.Equal(before, Statistics());

        Assert.All(probe.Perturbation.flatten(1).norm(1).data<float>().ToArray(), length => Assert.Equal(Magnitude, length, 1e-4));
        Assert.Equal(smoothness.Loss(network, images, start).Loss.item<float>(), smoothness.Between(probe.Perturbed, softmax(probe.Output.Logits, 1)).item<float>(), 1e-6);
        using var _ = no_grad();
        AssertSame(network.forward(images).Logits, probe.Output.Logits);
        AssertSame(network.forward(images + probe.Perturbation).Logits, probe.Perturbed);
        AssertSame(network.forward(images + smoothness.AtMagnitude(start)).Logits, probe.Random);
    }

    [Fact]
    public void A_response_is_of_its_own_sample_alone()
    {
        using var frozen = network.FreezeStatistics();
        var probe = NoiseProbe.Of(network, smoothness, images, start, TestContext.Current.CancellationToken);
        var grid = Geometry.OfSize(16, 16);
        var response = probe.Of(smoothness, 1, grid);

        Assert.Equal(probe.Perturbation[1, 0].flatten().data<float>().ToArray(), response.Noise[0].Voxels);
        Assert.Equal((Magnitude, Magnitude / 16), (Math.Round(response.Length, 4), Math.Round(response.PerVoxel, 4)));
        for (int c = 0; c < 3; c++)
        {
            Assert.Equal(softmax(probe.Output.Logits, 1)[1, c].flatten().data<float>().ToArray(), response.Before[c].Voxels);
            Assert.Equal(softmax(probe.Perturbed, 1)[1, c].flatten().data<float>().ToArray(), response.After[c].Voxels);
        }

        int changed = Enumerable.Range(0, 256).Count(i => Decided(response.Before, i) != Decided(response.After, i));
        Assert.Equal(changed / 256.0, response.Changed, 12);
        var difference = (softmax(probe.Perturbed, 1) - softmax(probe.Output.Logits, 1))[1].abs().sum(dim: 0).div(2);
        Assert.All(difference.flatten().data<float>().ToArray().Zip(response.Change().Voxels), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.True(response.Distance > response.RandomDistance && response.RandomDistance > 0);
    }

    private float[] Statistics() => [.. StateDict.Of(network).Where(entry => entry.Key.Contains("running", StringComparison.Ordinal)).SelectMany(entry => entry.Value.data<float>().ToArray())];

    private static int Decided(IReadOnlyList<Volume<float>> probabilities, int voxel) => Enumerable.Range(0, probabilities.Count).MaxBy(c => probabilities[c].Voxels[voxel]);

    private static void AssertSame(Tensor expected, Tensor actual) => Assert.True(expected.eq(actual).all().item<bool>());
}
