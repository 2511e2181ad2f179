using SsNet.Experiments.Complexity;
using SsNet.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Experiments.Tests.Complexity;

public class ComplexityCounterTests
{
    private static readonly int[] LaPatch = [112, 112, 80];
    private static readonly int[] AcdcPatch = [256, 256];
    private static readonly NetworkOptions Volumes = new();
    private static readonly NetworkOptions Slices = new() { Dimension = 2, Classes = 4 };

    /// <summary>Numbers of a count in Python with the rules of ptflops, in thousands of millions: as in the paper, then exactly.</summary>
    public static TheoryData<string, double, double> Recorded => new()
    {
        { "V-Net", 47.185, 40.109 },
        { "V-Net with level sets", 47.185, 40.109 },
        { "V-Net of SS-Net", 47.185, 40.109 },
        { "V-Net, 2 decoders", 95.145, 87.828 },
        { "V-Net, 3 decoders", 143.106, 135.547 },
        { "pyramid", 69.432, 69.189 },
        { "U-Net", 2.986, 2.950 },
        { "U-Net with level sets", 3.024, 2.987 },
        { "U-Net of SS-Net", 2.986, 2.950 },
        { "U-Net as a pyramid", 3.019, 2.983 },
        { "U-Net, 2 decoders", 5.391, 4.934 },
        { "U-Net, 3 decoders", 7.293, 6.817 },
    };

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Every_network_has_the_recorded_number_of_operations(string name, double paper, double exact)
    {
        using var network = Network(name);
        int[] patch = network.Options.Dimension == 3 ? LaPatch : AcdcPatch;
        Assert.Equal(paper, Billions(ComplexityCounter.Of(network, patch, MacConvention.Paper).Macs));
        Assert.Equal(exact, Billions(ComplexityCounter.Of(network, patch, MacConvention.Exact).Macs));
    }

    [Fact]
    public void Batch_normalisation_costs_two_operations_per_element_and_instance_normalisation_none()
    {
        using var free = Network("pyramid");
        using var counted = new PyramidUNet(Volumes with { Pyramid = true });
        long difference = ComplexityCounter.Of(counted, LaPatch, MacConvention.Paper).Macs - ComplexityCounter.Of(free, LaPatch, MacConvention.Paper).Macs;
        // Later versions of the tool count one per element of an instance normalisation without scale, and then come to 69.518.
        Assert.Equal(69.518 - 69.432, difference / 2 / 1e9, 0.001);
        Assert.Equal(ComplexityCounter.Of(counted, LaPatch, MacConvention.Exact).Macs, ComplexityCounter.Of(free, LaPatch, MacConvention.Exact).Macs);
    }

    [Fact]
    public void A_discriminator_has_the_recorded_number_of_operations()
    {
        var options = Volumes with { LevelSets = 1 };
        using var discriminator = new Discriminator(options, LaPatch);
        var exact = ComplexityCounter.Of(discriminator, options, LaPatch, MacConvention.Exact);
        Assert.Equal(11_020_290, exact.Parameters);
        Assert.Equal(15.41, Math.Round(exact.Macs / 1e9, 2));
        Assert.Equal(15.44, Math.Round(ComplexityCounter.Of(discriminator, options, LaPatch, MacConvention.Paper).Macs / 1e9, 2));
    }

    [Theory]
    [InlineData("V-Net, 3 decoders")]
    [InlineData("V-Net with level sets")]
    [InlineData("pyramid")]
    [InlineData("U-Net, 3 decoders")]
    [InlineData("U-Net as a pyramid")]
    public void A_pass_over_the_whole_patch_gives_the_same(string name)
    {
        using var network = Network(name, baseWidth: 2);
        int[] patch = network.Options.Dimension == 3 ? [48, 32, 64] : AcdcPatch;
        foreach (var convention in Enum.GetValues<MacConvention>())
        {
            Assert.Equal(ComplexityCounter.MacsOfPass(network, patch, convention), ComplexityCounter.Of(network, patch, convention).Macs);
        }
    }

    [Fact]
    public void A_thin_axis_is_counted_as_often_as_the_patch_holds_it()
    {
        int[] patch = [32, 48, 6];
        using var network = new VNet(Volumes with { BaseWidth = 2, Halvings = NetworkOptions.HalvingsFor(patch) });
        Assert.Equal(ComplexityCounter.MacsOfPass(network, patch, MacConvention.Paper), ComplexityCounter.Of(network, patch, MacConvention.Paper).Macs);
    }

    /// <summary>Reckoned by hand: 4 voxels, kernels of 9 and 1 weights, widths 1 to 32.</summary>
    [Fact]
    public void Operations_of_a_small_network_are_those_on_paper()
    {
        // A patch of one row is never halved across: kernels of the halvings are 1×2.
        using var network = new VNet(new NetworkOptions { Dimension = 2, BaseWidth = 1, Halvings = [0, 1] });
        long Stage(int positions, int kernel, int input, int output, int repeats = 1) => (long)positions * kernel * input * output * repeats;
        long down = Stage(4, 9, 1, 1) + Stage(2, 2, 1, 2) + Stage(2, 9, 2, 2, 2) + Stage(2, 1, 2, 4) + Stage(2, 9, 4, 4, 3) + Stage(2, 1, 4, 8) + Stage(2, 9, 8, 8, 3)
            + Stage(2, 1, 8, 16) + Stage(2, 9, 16, 16, 3);
        // A transposed convolution counts at the voxels of its input.
        long up = Stage(2, 1, 16, 8) + Stage(2, 9, 8, 8, 3) + Stage(2, 1, 8, 4) + Stage(2, 9, 4, 4, 3) + Stage(2, 1, 4, 2) + Stage(2, 9, 2, 2, 2)
            + Stage(2, 2, 2, 1) + Stage(4, 9, 1, 1) + Stage(4, 1, 1, 2);
        Assert.Equal(down + up, ComplexityCounter.Of(network, [1, 4], MacConvention.Exact).Macs);
    }

    [Fact]
    public void A_network_is_as_before_when_it_was_counted()
    {
        using var scope = NewDisposeScope();
        using var network = new UNet(Slices with { BaseWidth = 2 });
        network.Initialise(1);
        network.train();
        var before = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        var first = ComplexityCounter.Of(network, AcdcPatch, MacConvention.Exact);
        Assert.True(network.training);
        Assert.All(network.modules(), module => Assert.True(module.training));
        Assert.All(network.state_dict(), entry => Assert.True(entry.Value.eq(before[entry.Key]).all().ToBoolean(), entry.Key));
        Assert.Equal(first, ComplexityCounter.Of(network, AcdcPatch, MacConvention.Exact));

        network.eval();
        ComplexityCounter.Of(network, AcdcPatch, MacConvention.Exact);
        Assert.False(network.training);
    }

    private static double Billions(long macs) => Math.Round(macs / 1e9, 3);

    private static SegmentationNetwork Network(string name, int baseWidth = 16)
    {
        var volumes = Volumes with { BaseWidth = baseWidth };
        var slices = Slices with { BaseWidth = baseWidth };
        return name switch
        {
            "V-Net" => new VNet(volumes),
            "V-Net with level sets" => new VNet(volumes with { Classes = 1, LevelSets = 1 }),
            "V-Net of SS-Net" => new VNet(volumes with { SeparationHeads = true }),
            "V-Net, 2 decoders" => new VNet(volumes with { Decoders = 2 }),
            "V-Net, 3 decoders" => new VNet(volumes with { Decoders = 3 }),
            "pyramid" => new PyramidUNet(volumes with { Normalisation = Normalisation.Instance, Pyramid = true }),
            "U-Net" => new UNet(slices),
            "U-Net with level sets" => new UNet(slices with { LevelSets = 4 }),
            "U-Net of SS-Net" => new UNet(slices with { SeparationHeads = true }),
            "U-Net as a pyramid" => new UNet(slices with { Pyramid = true }),
            "U-Net, 2 decoders" => new UNet(slices with { Decoders = 2 }),
            "U-Net, 3 decoders" => new UNet(slices with { Decoders = 3 }),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such network."),
        };
    }
}
