using SsNet.Inference;
using SsNet.Networks;
using static TorchSharp.torch;

namespace SsNet.Tests.Inference;

public class FoldedNetworkTests
{
    public static TheoryData<string, int, Normalisation> Networks => new MatrixTheoryData<string, int, Normalisation>(
        ["v-net", "u-net", "pyramid-u-net", "with all that methods add"], [2, 3], [Normalisation.Batch, Normalisation.Instance, Normalisation.Group, Normalisation.None]);

    [Theory]
    [MemberData(nameof(Networks))]
    public void Its_logits_are_those_of_the_network(string kind, int axes, Normalisation normalisation)
    {
        using var scope = NewDisposeScope();
        using var network = Network(kind, axes, normalisation);
        network.Initialise(3);
        // Drawn by its own generator: a group of nearly equal values at the deepest level magnifies rounding, with one image in hundreds beyond what is allowed here.
        using var generator = new Generator(1, CPU);
        var image = randn([2, 1, .. Enumerable.Repeat(16L, axes)], float64, generator: generator);
        // Two training passes, so that the running statistics are not those of a fresh network.
        network.train();
        for (int i = 0; i < 2; i++) network.forward(image + i);
        network.eval();
        using var folded = FoldedNetwork.Of(network)!;
        using var _ = no_grad();
        Assert.True(folded.forward(image).Logits.allclose(network.forward(image).Logits, 1e-10, 1e-12));
        Assert.DoesNotContain(folded.modules(), module => module is BatchNormalisation);
        Assert.Empty(folded.forward(image).Auxiliary);
    }

    [Fact]
    public void A_channel_that_never_varied_is_scaled_as_the_network_scales_it()
    {
        // Its running variance is 0: the scale is large, and still finite.
        using var scope = NewDisposeScope();
        using var network = new VNet(new NetworkOptions { BaseWidth = 2 }, dtype: ScalarType.Float64);
        network.Initialise(3);
        foreach (var (name, buffer) in network.named_buffers())
        {
            if (name.EndsWith("running_var", StringComparison.Ordinal)) buffer.zero_();
        }

        network.eval();
        using var folded = FoldedNetwork.Of(network)!;
        using var _ = no_grad();
        using var generator = new Generator(1, CPU);
        var image = randn([1, 1, 16, 16, 16], float64, generator: generator);
        var expected = network.forward(image).Logits;
        Assert.True(expected.isfinite().all().item<bool>());
        Assert.True(folded.forward(image).Logits.allclose(expected, 1e-8, 1e-10));
    }

    [Fact]
    public void It_computes_as_precisely_as_the_network_and_leaves_it_as_it_was()
    {
        using var network = new VNet(new NetworkOptions { BaseWidth = 2 });
        network.Initialise(3);
        using var scope = NewDisposeScope();
        var before = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        if (Autocast.IsAvailable) network.Precision = NetworkPrecision.BFloat16;
        using (var folded = FoldedNetwork.Of(network)!) Assert.Equal(network.Precision, folded.Precision);
        foreach (var (name, value) in network.state_dict()) Assert.True(value.Equals(before[name]), name);
    }

    [Fact]
    public void A_network_of_another_kind_is_applied_as_it_is()
    {
        using var network = new BrightnessNetwork(new NetworkOptions());
        Assert.Null(FoldedNetwork.Of(network));
    }

    private static SegmentationNetwork Network(string kind, int axes, Normalisation normalisation)
    {
        var options = new NetworkOptions { Dimension = axes, BaseWidth = 2, Classes = 3, Normalisation = normalisation };
        return kind switch
        {
            "v-net" => new VNet(options, dtype: ScalarType.Float64),
            "u-net" => new UNet(options, dtype: ScalarType.Float64),
            "pyramid-u-net" => new PyramidUNet(options with { Pyramid = true }, dtype: ScalarType.Float64),
            _ => new VNet(options with { SeparationHeads = true, LevelSets = 2, Decoders = 3 }, dtype: ScalarType.Float64),
        };
    }
}
