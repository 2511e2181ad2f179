using SsNet.Data;
using SsNet.Imaging.Volumes;
using SsNet.Inference;
using SsNet.Methods;
using SsNet.Networks;
using SsNet.Testing;
using SsNet.Tests.Methods;
using SsNet.Training;
using static TorchSharp.torch;

namespace SsNet.Tests.Devices;

/// <summary>
/// Training on a graphics card does what it does on the processor. The tensors are so small that their random numbers are the same on both (<see cref="SsNet.Randomness.RandomTensors"/>).
/// </summary>
public class CardTrainingTests
{
    private const double Tolerance = 1e-3;

    public static TheoryData<string, int> Methods => SmallMethods.NamesAndAxes;

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_method_computes_the_losses_of_the_processor(string name, int axes)
    {
        var card = Cards.Require();
        using var scope = NewDisposeScope();
        var expected = Train(name, axes, CPU, 2);
        var actual = Train(name, axes, card, 2);
        Assert.Equal(expected.Select(term => term.Name), actual.Select(term => term.Name));
        foreach (var (one, other) in expected.Zip(actual)) Assert.Equal(one.Value, other.Value, Tolerance * Math.Max(1, Math.Abs(one.Value)));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_checkpoint_goes_from_device_to_device(string name, int axes)
    {
        var card = Cards.Require();
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        foreach (var (from, to) in ((Device, Device)[])[(card, CPU), (CPU, card)])
        {
            string file = folder.FileNamed($"{from.type}.safetensors");
            using var batch = Batch(axes, from);
            using var method = SmallMethods.Create(name, axes, device: from);
            using var optimiser = new StochasticGradientDescent(method.Network, 0.9, 1e-4);
            for (int i = 1; i <= 2; i++) SmallTraining.Iterate(method, optimiser, batch, i);
            new Checkpoint { Iteration = 2, Validated = 0, Best = null, Seed = 1 }.Save(file, method, optimiser, new Dictionary<string, string>());
            double expected = SmallTraining.Iterate(method, optimiser, batch, 3);

            using var otherBatch = Batch(axes, to);
            using var other = SmallMethods.Create(name, axes, weights: 9, device: to);
            using var otherOptimiser = new StochasticGradientDescent(other.Network, 0.9, 1e-4);
            Checkpoint.Load(file, other, otherOptimiser);
            Assert.Equal(expected, SmallTraining.Iterate(other, otherOptimiser, otherBatch, 3), Tolerance * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Theory]
    [InlineData(ImageFit.Crop, 3)]
    [InlineData(ImageFit.Zoom, 2)]
    public void Predictions_are_those_of_the_processor(ImageFit fit, int axes)
    {
        var card = Cards.Require();
        var geometry = Geometry.OfSize([19, 21, 23]);
        var random = new Random(1);
        var image = new Volume<float>(geometry, [.. Enumerable.Range(0, (int)geometry.VoxelCount).Select(_ => (float)random.NextDouble())]);
        int[] patch = SmallMethods.Patch(axes);
        var options = new PredictionOptions { Patch = [.. patch], Stride = [.. patch.Select(n => n / 2)], Fit = fit, WindowsPerBatch = 2, Downsampling = axes == 3 ? 1 : 2, LargestComponent = false };
        IReadOnlyList<Volume<float>> Probabilities(Device device)
        {
            using var method = SmallMethods.Create("supervised", axes, device: device);
            return new Predictor(method.Network, options).Probabilities([image], cancellation: TestContext.Current.CancellationToken);
        }

        foreach (var (one, other) in Probabilities(CPU).Zip(Probabilities(card)))
        {
            for (int i = 0; i < one.Voxels.Length; i++) Assert.Equal(one.Voxels[i], other.Voxels[i], Tolerance);
        }
    }

    /// <summary>Also where the processor's gradients cannot be trusted.</summary>
    [Theory]
    [InlineData("supervised", 3)]
    [InlineData("ss-net", 3)]
    [InlineData("ss-net", 2)]
    public void In_bfloat16_the_losses_are_nearly_those_of_float32(string name, int axes)
    {
        var card = Cards.Require();
        using var scope = NewDisposeScope();
        double expected = Train(name, axes, card, 1).Sum(term => term.Weight * term.Value);
        double actual = Train(name, axes, card, 1, NetworkPrecision.BFloat16).Sum(term => term.Weight * term.Value);
        Assert.NotEqual(expected, actual);
        Assert.Equal(expected, actual, 0.05 * Math.Abs(expected));
    }

    [Fact]
    public void The_same_training_twice_gives_the_same_bits()
    {
        var card = Cards.Require();
        using var scope = NewDisposeScope();
        Assert.Equal(Train("ss-net", 3, card, 4), Train("ss-net", 3, card, 4));
    }

    private static IReadOnlyList<LossTerm> Train(string name, int axes, Device device, int iterations, NetworkPrecision precision = NetworkPrecision.Full)
    {
        IReadOnlyList<LossTerm> terms = [];
        using var batch = Batch(axes, device);
        using var method = SmallMethods.Create(name, axes, device: device);
        method.Network.Precision = precision;
        using var optimiser = new StochasticGradientDescent(method.Network, 0.9, 1e-4);
        for (int i = 1; i <= iterations; i++) SmallTraining.Iterate(method, optimiser, batch, i, objective => terms = objective.Terms);
        return terms;
    }

    private static Batch Batch(int axes, Device device)
    {
        using var batch = SmallMethods.Batch(axes, seed: 1);
        return new Batch(batch.Images.to(device, copy: true), batch.Labels.to(device, copy: true), batch.CaseIds, batch.SignedDistances?.to(device, copy: true), batch.Known?.to(device, copy: true));
    }
}
