using SsNet.Networks;
using static TorchSharp.torch;

namespace SsNet.Tests.Networks;

public class VNetTests
{
    [Theory]
    [InlineData(Normalisation.Batch)]
    [InlineData(Normalisation.Instance)]
    [InlineData(Normalisation.Group)]
    [InlineData(Normalisation.None)]
    public void Every_normalisation_works_at_any_width(Normalisation normalisation) =>
        AssertShapes(new NetworkOptions { BaseWidth = 3, Classes = 3, Normalisation = normalisation }, 32, 32, 32);

    [Fact]
    public void A_thin_axis_is_halved_as_often_as_it_can_be()
    {
        int[] patch = [32, 32, 6];
        Assert.Equal([4, 4, 1], NetworkOptions.HalvingsFor(patch));
        AssertShapes(new NetworkOptions { BaseWidth = 2, Halvings = NetworkOptions.HalvingsFor(patch) }, 32, 32, 6);
    }

    [Fact]
    public void Two_axes_channels_and_many_classes_are_options() =>
        AssertShapes(new NetworkOptions { Dimension = 2, InputChannels = 2, Classes = 4, BaseWidth = 2 }, 32, 48);

    [Fact]
    public void The_same_seed_draws_the_same_weights()
    {
        using var scope = NewDisposeScope();
        Tensor Draw(long seed)
        {
            var network = new VNet(new NetworkOptions { BaseWidth = 2 });
            network.Initialise(seed);
            return cat([.. network.parameters().Select(parameter => parameter.flatten())]);
        }

        Assert.True(Draw(1).equal(Draw(1)).all().item<bool>());
        Assert.False(Draw(1).equal(Draw(2)).all().item<bool>());
    }

    private static void AssertShapes(NetworkOptions options, params ReadOnlySpan<long> patch)
    {
        using var scope = NewDisposeScope();
        using var network = new VNet(options);
        network.Initialise(1);
        var (logits, features) = network.forward(zeros([2, options.InputChannels, .. patch]));
        Assert.Equal([2, options.Classes, .. patch], logits.shape);
        Assert.Equal([2, options.BaseWidth, .. patch], features.shape);
    }
}
