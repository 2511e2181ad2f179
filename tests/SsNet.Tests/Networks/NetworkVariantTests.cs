using SsNet.Losses;
using SsNet.Methods;
using SsNet.Networks;
using SsNet.Tests.Weights;
using SsNet.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Tests.Networks;

/// <summary>What methods add to a network: level sets, further decoders, classifiers on every level.</summary>
public class NetworkVariantTests
{
    public static TheoryData<string, int, int, string> Variants => new(
        from architecture in new[] { "V-Net", "U-Net", "pyramid U-Net" }
        from axes in new[] { 2, 3 }
        from classes in new[] { 2, 4 }
        from addition in architecture switch
        {
            "V-Net" => new[] { "level sets", "2 decoders", "3 decoders" },
            "U-Net" => ["level sets", "2 decoders", "3 decoders", "pyramid"],
            _ => ["pyramid"],
        }
        select (architecture, axes, classes, addition));

    [Theory]
    [MemberData(nameof(Variants))]
    public void Every_output_has_the_size_of_the_input_and_every_weight_takes_part(string architecture, int axes, int classes, string addition)
    {
        using var scope = NewDisposeScope();
        using var network = Network(architecture, Options(axes, classes, addition));
        var images = Images(axes);
        var output = network.forward(images);
        long[] expected = [2, classes, .. images.shape[2..]];
        int outputs = addition switch { "pyramid" => 4, "2 decoders" => 2, "3 decoders" => 3, _ => 1 };
        Assert.Equal(outputs, output.AllLogits.Count);
        Assert.All(output.AllLogits, logits => Assert.Equal(expected, logits.shape));
        Assert.Equal([2, network.Options.BaseWidth, .. images.shape[2..]], output.Features.shape);
        Assert.Equal(addition == "level sets", output.LevelSets is not null);
        if (output.LevelSets is { } levelSets)
        {
            Assert.Equal([2, network.Options.LevelSets, .. images.shape[2..]], levelSets.shape);
            Assert.InRange(levelSets.abs().max().item<float>(), 1e-6f, 1);
        }

        var sum = output.AllLogits.Append(output.LevelSets ?? output.Logits).Aggregate(zeros([]), (total, part) => total + part.square().sum());
        sum.backward();
        // The head of the deepest level is there without being used, as in the original.
        foreach (var (name, parameter) in network.named_parameters().Where(entry => !entry.name.Contains("level_4", StringComparison.Ordinal)))
        {
            Assert.True(parameter.grad is { } gradient && gradient.isfinite().all().ToBoolean(), name);
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Outputs_differ_from_one_another(string architecture, int axes, int classes, string addition)
    {
        using var scope = NewDisposeScope();
        using var network = Network(architecture, Options(axes, classes, addition));
        network.eval();
        var output = network.forward(Images(axes));
        foreach (var (i, logits) in output.AllLogits.Index())
        {
            Assert.All(output.AllLogits.Take(i), other => Assert.False(logits.allclose(other)));
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void The_plain_network_takes_the_weights_and_predicts_the_same(string architecture, int axes, int classes, string addition)
    {
        using var scope = NewDisposeScope();
        using var file = new TemporaryFile();
        var options = Options(axes, classes, addition);
        var trained = Network(architecture, options);
        var images = Images(axes);
        // Running statistics of their own, as after training.
        for (int i = 0; i < 3; i++) trained.forward(images);
        using (var method = new Supervised(trained, new SegmentationLoss(), seed: 1))
        {
            new Checkpoint { Iteration = 1, Validated = 0, Best = null, Seed = 1 }.Save(file.FilePath, method, optimiser: null, new Dictionary<string, string>());
            trained.eval();
            var expected = trained.forward(images).Logits;

            using var plain = Network(architecture, options with { LevelSets = 0, Decoders = 1, Pyramid = false }, seed: 2);
            Checkpoint.LoadWeights(file.FilePath, plain);
            plain.eval();
            Assert.True(plain.forward(images).Logits.equal(expected).all().ToBoolean());
        }
    }

    [Theory]
    [InlineData("V-Net", "3 decoders", 32, 16, 6)]
    [InlineData("V-Net", "level sets", 1, 32, 32)]
    [InlineData("U-Net", "3 decoders", 32, 16, 6)]
    [InlineData("U-Net", "pyramid", 10, 32, 32)]
    [InlineData("pyramid U-Net", "pyramid", 10, 32, 32)]
    [InlineData("pyramid U-Net", "pyramid", 1, 48, 32)]
    [InlineData("U-Net", "pyramid", 32, 12)]
    [InlineData("U-Net", "2 decoders", 32, 12)]
    public void A_thin_axis_is_halved_as_often_as_it_can_be(string architecture, string addition, params int[] patch)
    {
        using var scope = NewDisposeScope();
        using var network = Network(architecture, Options(patch.Length, 2, addition) with { Halvings = NetworkOptions.HalvingsFor(patch) });
        var output = network.forward(Noise([.. patch.Select(n => (long)n)]));
        long[] expected = [2, 2, .. patch.Select(n => (long)n)];
        Assert.All(output.AllLogits, logits => Assert.Equal(expected, logits.shape));
        if (output.LevelSets is { } levelSets) Assert.Equal(expected[2..], levelSets.shape[2..]);
    }

    [Fact]
    public void A_pyramid_of_odd_slices_classifies_every_level_at_full_size()
    {
        using var scope = NewDisposeScope();
        using var network = Network("U-Net", Options(2, 4, "pyramid"));
        Assert.All(network.forward(Noise(18, 31)).AllLogits, logits => Assert.Equal([2, 4, 18, 31], logits.shape));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void The_pyramid_of_volumes_has_neither_further_decoders_nor_level_sets(int decoders) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PyramidUNet(new NetworkOptions { BaseWidth = 2, Decoders = decoders }));

    [Theory]
    [InlineData("V-Net", "3 decoders")]
    [InlineData("U-Net", "pyramid")]
    [InlineData("pyramid U-Net", "pyramid")]
    public void Everything_random_is_a_function_of_seed_and_iteration(string architecture, string addition)
    {
        using var scope = NewDisposeScope();
        using var network = Network(architecture, Options(2, 4, addition));
        var images = Images(2);
        Tensor[] Pass(long iteration)
        {
            network.BeginStep(7, iteration);
            return [.. network.forward(images).AllLogits];
        }

        Tensor[] first = Pass(3), again = Pass(3), later = Pass(4);
        for (int i = 0; i < first.Length; i++)
        {
            Assert.True(first[i].equal(again[i]).all().ToBoolean());
            Assert.False(first[i].equal(later[i]).all().ToBoolean());
        }
    }

    private static NetworkOptions Options(int axes, int classes, string addition)
    {
        var options = new NetworkOptions { Dimension = axes, Classes = classes, BaseWidth = 2 };
        return addition switch
        {
            "level sets" => options with { LevelSets = classes == 2 ? 1 : classes },
            "2 decoders" => options with { Decoders = 2 },
            "3 decoders" => options with { Decoders = 3 },
            _ => options with { Pyramid = true },
        };
    }

    /// <summary>In training mode, with weights drawn.</summary>
    private static SegmentationNetwork Network(string architecture, NetworkOptions options, long seed = 1)
    {
        SegmentationNetwork network = architecture switch { "V-Net" => new VNet(options), "U-Net" => new UNet(options), _ => new PyramidUNet(options) };
        network.Initialise(seed);
        network.train();
        return network;
    }

    private static Tensor Images(int axes) => Noise(axes == 2 ? [32, 32] : [16, 16, 16]);

    private static Tensor Noise(params long[] size)
    {
        using var generator = new Generator(1, CPU);
        return rand([2, 1, .. size], ScalarType.Float32, CPU, generator: generator);
    }
}
