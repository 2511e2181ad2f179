using SsNet.Networks;
using static TorchSharp.torch;

namespace SsNet.Tests.Networks;

/// <summary>The number of parameters pins an architecture: the counts are those of the published networks, built with the options named here.</summary>
public class ParameterCountTests
{
    private static readonly NetworkOptions Volumes = new();
    private static readonly NetworkOptions Slices = new() { Dimension = 2, Classes = 4 };

    [Fact]
    public void V_net()
    {
        AssertCount(9_448_866, new VNet(Volumes));
        AssertCount(9_443_266, new VNet(Volumes with { Normalisation = Normalisation.None }));
        AssertCount(9_443_266, new VNet(Volumes with { Normalisation = Normalisation.Instance }));
        AssertCount(9_448_866, new VNet(Volumes with { Normalisation = Normalisation.Group }));
    }

    [Fact]
    public void V_net_with_level_sets()
    {
        AssertCount(9_448_866, new VNet(Volumes with { Classes = 1, LevelSets = 1 }));
        AssertCount(9_448_883, new VNet(Volumes with { LevelSets = 1 }));
        AssertCount(9_443_300, new VNet(Volumes with { LevelSets = 2, Normalisation = Normalisation.None }));
    }

    [Fact]
    public void V_net_with_the_heads_of_the_class_separation() => AssertCount(9_457_318, new VNet(Volumes with { SeparationHeads = true }));

    [Theory]
    [InlineData(2, 12_347_716)]
    [InlineData(3, 15_246_566)]
    public void V_net_with_several_decoders(int decoders, long expected) => AssertCount(expected, new VNet(Volumes with { Decoders = decoders }));

    [Fact]
    public void Pyramid_u_net() =>
        AssertCount(5_884_504, new PyramidUNet(Volumes with { Normalisation = Normalisation.Instance, Pyramid = true }));

    [Fact]
    public void U_net() => AssertCount(1_813_764, new UNet(Slices));

    [Fact]
    public void U_net_with_level_sets() => AssertCount(1_814_344, new UNet(Slices with { LevelSets = 4 }));

    [Fact]
    public void U_net_with_the_heads_of_the_class_separation() => AssertCount(1_826_828, new UNet(Slices with { SeparationHeads = true }));

    [Fact]
    public void U_net_as_a_pyramid() => AssertCount(1_831_060, new UNet(Slices with { Pyramid = true }));

    [Theory]
    [InlineData(2, 2_577_624)]
    [InlineData(3, 3_210_924)]
    public void U_net_with_several_decoders(int decoders, long expected) => AssertCount(expected, new UNet(Slices with { Decoders = decoders }));

    [Fact]
    public void Discriminators()
    {
        AssertCount(11_020_290, new Discriminator(Volumes with { LevelSets = 1 }, [112, 112, 80]));
        AssertCount(2_762_754, new Discriminator(Slices with { LevelSets = 4 }, [256, 256]));
    }

    private static void AssertCount(long expected, nn.Module network)
    {
        using (network) Assert.Equal(expected, network.parameters().Sum(parameter => parameter.numel()));
    }
}
