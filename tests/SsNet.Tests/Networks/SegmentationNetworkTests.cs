using SsNet.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Tests.Networks;

/// <summary>What holds for every architecture.</summary>
public abstract class SegmentationNetworkTests
{
    public static TheoryData<Normalisation, int> NormalisationsAndAxes =>
        new MatrixTheoryData<Normalisation, int>(Enum.GetValues<Normalisation>(), [2, 3]);

    [Theory]
    [MemberData(nameof(NormalisationsAndAxes))]
    public void Every_normalisation_works_at_any_width(Normalisation normalisation, int axes) =>
        AssertShapes(new NetworkOptions { Dimension = axes, BaseWidth = 3, Classes = 3, Normalisation = normalisation }, axes == 3 ? [32, 32, 32] : [32, 32]);

    [Fact]
    public void Every_normalisation_is_one_of_its_own()
    {
        using var scope = NewDisposeScope();
        var images = Noise(32, 32);
        // At width 2 the groups would be single channels, which is the normalisation by instances.
        Tensor[] outputs = [.. Enum.GetValues<Normalisation>().Select(normalisation => Train(Slices with { BaseWidth = 3, Dropout = false, Normalisation = normalisation }, images))];
        for (int i = 1; i < outputs.Length; i++) Assert.All(outputs[..i], other => Assert.False(Same(other, outputs[i])));
    }

    [Theory]
    [InlineData(Normalisation.Batch)]
    [InlineData(Normalisation.Group)]
    public void Normalisation_starts_with_scale_one_and_shift_zero(Normalisation normalisation)
    {
        using var scope = NewDisposeScope();
        using var network = Create(Slices with { Normalisation = normalisation });
        network.Initialise(1);
        var layers = network.named_modules().Where(entry => entry.module is BatchNormalisation or TorchSharp.Modules.GroupNorm).ToArray();
        Assert.NotEmpty(layers);
        foreach (var (name, layer) in layers)
        {
            Assert.True(layer.get_parameter("weight")!.eq(1).all().ToBoolean(), name);
            Assert.True(layer.get_parameter("bias")!.eq(0).all().ToBoolean(), name);
        }
    }

    [Theory]
    [InlineData(32, 32, 6)]
    [InlineData(1, 32, 32)]
    [InlineData(5, 16, 48)]
    public void A_thin_axis_is_halved_as_often_as_it_can_be(params int[] patch) =>
        AssertShapes(new NetworkOptions { BaseWidth = 2, Halvings = NetworkOptions.HalvingsFor(patch) }, [.. patch.Select(n => (long)n)]);

    [Fact]
    public void A_thin_axis_of_a_slice_is_halved_as_often_as_it_can_be() =>
        AssertShapes(Slices with { Halvings = NetworkOptions.HalvingsFor([32, 12]) }, 32, 12);

    [Fact]
    public void Two_axes_channels_and_many_classes_are_options() =>
        AssertShapes(Slices with { InputChannels = 2 }, 32, 48);

    [Fact]
    public void Three_axes_channels_and_many_classes_are_options() =>
        AssertShapes(Slices with { Dimension = 3, InputChannels = 2 }, 32, 16, 48);

    [Fact]
    public void The_same_seed_draws_the_same_weights()
    {
        using var scope = NewDisposeScope();
        Tensor Draw(long seed)
        {
            var network = Create(Slices);
            network.Initialise(seed);
            return cat([.. network.parameters().Select(parameter => parameter.flatten())]);
        }

        Assert.True(Same(Draw(1), Draw(1)));
        Assert.False(Same(Draw(1), Draw(2)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Dropout_is_a_function_of_seed_and_iteration(int axes)
    {
        using var scope = NewDisposeScope();
        using var network = Create(Slices with { Dimension = axes });
        network.Initialise(1);
        network.train();
        var images = Noise([.. Enumerable.Repeat(32L, axes)]);
        Tensor Step(long seed, long iteration)
        {
            network.BeginStep(seed, iteration);
            return network.forward(images).Logits;
        }

        var first = Step(7, 3);
        // A pass without a new step goes on with the random numbers.
        Assert.False(Same(first, network.forward(images).Logits));
        Assert.True(Same(first, Step(7, 3)));
        Assert.False(Same(first, Step(7, 4)));
        Assert.False(Same(first, Step(8, 3)));
    }

    [Fact]
    public void Evaluation_knows_no_dropout()
    {
        using var scope = NewDisposeScope();
        using SegmentationNetwork with = Create(Slices), without = Create(Slices with { Dropout = false });
        var images = Noise(32, 32);
        with.Initialise(1);
        without.Initialise(1);
        with.eval();
        without.eval();
        var expected = without.forward(images).Logits;
        Assert.True(Same(expected, with.forward(images).Logits));
        Assert.True(Same(expected, with.forward(images).Logits));
        with.train();
        without.train();
        Assert.False(Same(without.forward(images).Logits, with.forward(images).Logits));
    }

    [Fact]
    public void Statistics_that_are_frozen_stay_so_when_somebody_else_freezes_and_thaws_them()
    {
        using var scope = NewDisposeScope();
        using var network = Create(Slices);
        network.Initialise(1);
        var images = Noise(32, 32);
        double Sum() => network.named_buffers().Sum(entry => entry.buffer.to(float64).sum().item<double>());
        double before = Sum();
        using (network.FreezeStatistics())
        {
            using (network.FreezeStatistics()) network.forward(images);
            network.forward(images);
            Assert.Equal(before, Sum());
        }

        network.forward(images);
        Assert.NotEqual(before, Sum());
    }

    /// <summary>Four classes in slices, as small as it goes.</summary>
    protected static NetworkOptions Slices { get; } = new() { Dimension = 2, Classes = 4, BaseWidth = 2 };

    /// <summary>A network of the architecture, with weights not yet drawn.</summary>
    protected abstract SegmentationNetwork Create(NetworkOptions options);

    /// <summary>Both outputs have the size of the input, and every weight takes part in them.</summary>
    protected void AssertShapes(NetworkOptions options, params ReadOnlySpan<long> patch)
    {
        using var scope = NewDisposeScope();
        using var network = Create(options);
        network.Initialise(1);
        var (logits, features) = network.forward(rand([2, options.InputChannels, .. patch]));
        Assert.Equal([2, options.Classes, .. patch], logits.shape);
        Assert.Equal([2, options.BaseWidth, .. patch], features.shape);
        logits.square().sum().backward();
        Assert.All(network.named_parameters(), entry => Assert.True(entry.parameter.grad is { } gradient && gradient.isfinite().all().ToBoolean(), entry.name));
    }

    private Tensor Train(NetworkOptions options, Tensor images)
    {
        using var network = Create(options);
        network.Initialise(1);
        network.train();
        return network.forward(images).Logits;
    }

    private static Tensor Noise(params long[] size)
    {
        using var generator = new Generator(1, CPU);
        return rand([2, 1, .. size], ScalarType.Float32, CPU, generator: generator);
    }

    private static bool Same(Tensor one, Tensor other) => one.equal(other).all().ToBoolean();
}
