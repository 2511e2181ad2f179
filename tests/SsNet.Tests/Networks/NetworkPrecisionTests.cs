using SsNet.Data;
using SsNet.Imaging;
using SsNet.Networks;
using SsNet.Tests.Methods;
using SsNet.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Tests.Networks;

/// <summary>Networks that compute in bfloat16.</summary>
public class NetworkPrecisionTests
{
    private const double RelativeTolerance = 2e-2;

    public static TheoryData<string, int> Networks => new MatrixTheoryData<string, int>(["V-Net", "U-Net", "pyramid U-Net"], [2, 3]);

    public NetworkPrecisionTests() => Assert.SkipUnless(Autocast.IsAvailable, "This libtorch exports no autocast.");

    [Theory]
    [MemberData(nameof(Networks))]
    public void Outputs_are_float32_and_close_to_those_of_full_precision(string architecture, int axes)
    {
        using var scope = NewDisposeScope();
        using var network = Network(architecture, axes);
        network.eval();
        var images = Images(axes);
        var expected = network.forward(images);
        network.Precision = NetworkPrecision.BFloat16;
        var actual = network.forward(images);
        Tensor[] All(NetworkOutput output) => [.. output.AllLogits, output.Features, .. output.LevelSets is { } maps ? (Tensor[])[maps] : []];
        foreach (var (one, other) in All(expected).Zip(All(actual)))
        {
            Assert.Equal(float32, other.dtype);
            double difference = (one - other).norm().ToDouble() / one.norm().ToDouble();
            Assert.InRange(difference, 1e-6, RelativeTolerance);
        }
    }

    [Theory]
    [InlineData(Normalisation.Batch)]
    [InlineData(Normalisation.Instance)]
    [InlineData(Normalisation.Group)]
    [InlineData(Normalisation.None)]
    public void Every_normalisation_gives_finite_float32_gradients(Normalisation normalisation)
    {
        using var scope = NewDisposeScope();
        using var network = Network("V-Net", 3, normalisation);
        network.Precision = NetworkPrecision.BFloat16;
        network.train();
        network.forward(Images(3)).Logits.square().mean().backward();
        foreach (var (name, parameter) in network.named_parameters())
        {
            if (parameter.grad is not { } gradient) continue;
            Assert.Equal(float32, gradient.dtype);
            Assert.True(gradient.isfinite().all().ToBoolean(), name);
        }
    }

    [Fact]
    public void What_is_computed_after_a_pass_is_in_full_precision_again()
    {
        using var scope = NewDisposeScope();
        using var network = Network("V-Net", 3);
        network.Precision = NetworkPrecision.BFloat16;
        network.forward(Images(3));
        Assert.Equal(float32, ones(2, 2).mm(ones(2, 2)).dtype);
        Assert.ThrowsAny<Exception>(() => network.forward(ones([1, 5, 48, 16, 16])));
        Assert.Equal(float32, ones(2, 2).mm(ones(2, 2)).dtype);
        using (Autocast.Begin(CPU))
        {
            Assert.Equal(bfloat16, ones(2, 2).mm(ones(2, 2)).dtype);
            network.forward(Images(3));
            Assert.Equal(bfloat16, ones(2, 2).mm(ones(2, 2)).dtype);
        }

        Assert.Equal(float32, ones(2, 2).mm(ones(2, 2)).dtype);
    }

    [Fact]
    public void Every_pass_computes_with_the_weights_as_they_are_then()
    {
        using var scope = NewDisposeScope();
        using var network = Network("V-Net", 3);
        network.eval();
        network.Precision = NetworkPrecision.BFloat16;
        var before = network.forward(Images(3)).Logits;
        using (no_grad())
        {
            foreach (var parameter in network.parameters()) parameter.mul_(1.5);
        }

        var after = network.forward(Images(3)).Logits;
        network.Precision = NetworkPrecision.Full;
        var expected = network.forward(Images(3)).Logits;
        Assert.InRange((after - expected).norm().ToDouble() / expected.norm().ToDouble(), 0, RelativeTolerance);
        Assert.True((before - expected).norm().ToDouble() / expected.norm().ToDouble() > 10 * RelativeTolerance);
    }

    [Fact]
    public void A_network_of_float64_is_refused()
    {
        using var network = new VNet(new NetworkOptions { BaseWidth = 1 }, dtype: ScalarType.Float64);
        var error = Assert.Throws<ArgumentException>(() => network.Precision = NetworkPrecision.BFloat16);
        Assert.StartsWith("A network computes in bfloat16 only with weights of float32.", error.Message, StringComparison.Ordinal);
        Assert.Equal(NetworkPrecision.Full, network.Precision);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(32)]
    public void A_volume_whose_gradients_would_be_wrong_is_predicted_but_not_learnt_from(int firstAxis)
    {
        using var scope = NewDisposeScope();
        using var network = Network("V-Net", 3);
        network.Precision = NetworkPrecision.BFloat16;
        var images = ones([2, 1, firstAxis, 48, 48]);
        Assert.Contains("gradients in bfloat16 are wrong", Assert.Throws<ReportedException>(() => network.forward(images)).Message, StringComparison.Ordinal);
        using var _ = no_grad();
        Assert.True(network.forward(images).Logits.isfinite().all().ToBoolean());
    }

    [Theory]
    [InlineData("supervised", 2)]
    [InlineData("supervised", 3)]
    [InlineData("ss-net", 3)]
    public void A_short_training_reaches_nearly_the_same_loss(string name, int axes)
    {
        using var scope = NewDisposeScope();
        double full = LastLoss(name, axes, NetworkPrecision.Full), half = LastLoss(name, axes, NetworkPrecision.BFloat16);
        Assert.InRange(half, full - 0.05 * Math.Abs(full), full + 0.05 * Math.Abs(full));
    }

    private static double LastLoss(string name, int axes, NetworkPrecision precision)
    {
        using var method = SmallMethods.Create(name, axes, change: options => options with { Dropout = false });
        method.Network.Precision = precision;
        using var optimiser = new StochasticGradientDescent(method.Network, momentum: 0.9, weightDecay: 1e-4);
        var small = SmallMethods.Batch(axes, seed: 1);
        var batch = axes == 2 ? small : new Batch(small.Images.repeat(1, 1, 3, 1, 1), small.Labels.repeat(1, 3, 1, 1), small.CaseIds);
        double[] losses = [.. Enumerable.Range(1, 30).Select(iteration => SmallTraining.Iterate(method, optimiser, batch, iteration))];
        Assert.True(losses[^3..].Average() < losses[..3].Average());
        return losses[^3..].Average();
    }

    private static SegmentationNetwork Network(string architecture, int axes, Normalisation normalisation = Normalisation.Batch)
    {
        var options = new NetworkOptions { Dimension = axes, Classes = 3, BaseWidth = 4, Normalisation = normalisation };
        SegmentationNetwork network = architecture switch
        {
            "V-Net" => new VNet(options with { LevelSets = 3, Decoders = 2 }),
            "U-Net" => new UNet(options with { LevelSets = 3, Decoders = 2 }),
            _ => new PyramidUNet(options with { Pyramid = true }),
        };
        network.Initialise(1);
        return network;
    }

    private static Tensor Images(int axes)
    {
        using var generator = new Generator(1, CPU);
        return rand([2, 1, .. axes == 2 ? (long[])[16, 16] : [48, 16, 16]], ScalarType.Float32, CPU, generator: generator);
    }
}
