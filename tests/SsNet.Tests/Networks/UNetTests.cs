using SsNet.Networks;

namespace SsNet.Tests.Networks;

public class UNetTests : SegmentationNetworkTests
{
    [Theory]
    [InlineData(18, 30)]
    [InlineData(31, 17)]
    [InlineData(18, 30, 16)]
    public void Sizes_that_are_odd_at_a_level_come_back_to_those_of_the_input(params int[] patch) =>
        AssertShapes(Slices with { Dimension = patch.Length }, [.. patch.Select(n => (long)n)]);

    [Fact]
    public void A_convolution_keeps_its_name_whatever_follows_it()
    {
        foreach (var normalisation in Enum.GetValues<Normalisation>())
        {
            using var network = Create(Slices with { Normalisation = normalisation });
            string[] convolutions = [.. network.named_parameters().Where(entry => entry.parameter.dim() == 4).Select(entry => entry.name)];
            // Nine blocks of two, four that narrow and the classifier.
            Assert.Equal(9 * 2 + 4 + 1, convolutions.Length);
            Assert.All(convolutions, name => Assert.Matches(@"(conv_conv\.[04]|conv1x1|out_conv)\.weight$", name));
        }
    }

    protected override SegmentationNetwork Create(NetworkOptions options) => new UNet(options);
}
