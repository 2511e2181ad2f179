using SsNet.Networks;
using SsNet.Tests.Weights;
using SsNet.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Tests.Networks;

/// <summary>A network with the channels last is the same network.</summary>
public class MemoryLayoutTests
{
    public static TheoryData<string, int> Networks => new MatrixTheoryData<string, int>(["V-Net", "U-Net", "pyramid U-Net"], [2, 3]);

    [Theory]
    [MemberData(nameof(Networks))]
    public void Outputs_and_gradients_are_those_of_the_contiguous_network_but_for_rounding(string architecture, int axes)
    {
        using var scope = NewDisposeScope();
        using var contiguous = Network(architecture, axes);
        using var channelsLast = Network(architecture, axes);
        channelsLast.UseChannelsLast();
        using var exact = Network(architecture, axes, type: ScalarType.Float64);
        StateDict.LoadInto(exact, StateDict.Of(contiguous).ToDictionary(), "the other network");
        var (expected, reference) = (Pass(contiguous, axes), Pass(exact, axes));
        var actual = Pass(channelsLast, axes);
        // The features show that the layout was taken up by what is computed.
        Assert.Equal((true, false), (actual[0].stride(1) == 1, expected[0].stride(1) == 1));
        Assert.Equal(reference.Length, actual.Length);
        for (int i = 0; i < actual.Length; i++)
        {
            // An activation so near to zero that rounding moves it over the kink of its ReLU changes gradients at once; in float64, below, there is none.
            double tolerance = i < actual.Length - 2 ? 1e-5 : 0.03;
            Assert.InRange((reference[i] - actual[i]).norm().ToDouble(), 0, tolerance * reference[i].norm().ToDouble());
        }
    }

    /// <summary>In float64 rounding is too small to hide a mistake.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void In_float64_they_agree_to_the_last_digits(string architecture, int axes)
    {
        using var scope = NewDisposeScope();
        using var contiguous = Network(architecture, axes, type: ScalarType.Float64);
        using var channelsLast = Network(architecture, axes, type: ScalarType.Float64);
        channelsLast.UseChannelsLast();
        foreach (var (expected, actual) in Pass(contiguous, axes).Zip(Pass(channelsLast, axes)))
        {
            Assert.InRange((expected - actual).norm().ToDouble(), 0, 1e-9 * expected.norm().ToDouble() + 1e-10);
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Weights_and_statistics_are_the_same_to_the_bit_also_through_a_file(string architecture, int axes)
    {
        using var scope = NewDisposeScope();
        using var contiguous = Network(architecture, axes);
        using var channelsLast = Network(architecture, axes);
        channelsLast.UseChannelsLast();
        AssertSame(contiguous, channelsLast);

        using TemporaryFile expected = new(), actual = new();
        Safetensors.Save(expected.FilePath, StateDict.Of(contiguous), new Dictionary<string, string>());
        Safetensors.Save(actual.FilePath, StateDict.Of(channelsLast), new Dictionary<string, string>());
        Assert.Equal(File.ReadAllBytes(expected.FilePath), File.ReadAllBytes(actual.FilePath));

        using var other = Network(architecture, axes, seed: 2);
        other.UseChannelsLast();
        using (var file = WeightFile.Open(expected.FilePath)) StateDict.LoadInto(other, file.Tensors, expected.FilePath);
        AssertSame(contiguous, other);
        Assert.Equal(channelsLast.parameters().Select(parameter => string.Join(' ', parameter.stride())), other.parameters().Select(parameter => string.Join(' ', parameter.stride())));
    }

    private static SegmentationNetwork Network(string architecture, int axes, long seed = 1, ScalarType type = ScalarType.Float32)
    {
        // Normalised by the batch, the few voxels of the deepest level would blow rounding up.
        var options = new NetworkOptions { Dimension = axes, Classes = 3, BaseWidth = 4, Normalisation = Normalisation.Group, Dropout = false };
        SegmentationNetwork network = architecture switch { "V-Net" => new VNet(options, dtype: type), "U-Net" => new UNet(options, dtype: type), _ => new PyramidUNet(options with { Pyramid = true }, dtype: type) };
        network.Initialise(seed);
        return network;
    }

    /// <summary>Features, logits, and the gradients of the input and of all weights together, of a sum that weights every voxel otherwise.</summary>
    private static Tensor[] Pass(SegmentationNetwork network, int axes)
    {
        network.train();
        using var generator = new Generator(1, CPU);
        var images = rand([2, 1, .. Enumerable.Repeat(32L, axes)], ScalarType.Float32, CPU, generator: generator).to(network.Type).requires_grad_();
        var output = network.forward(images);
        foreach (var logits in output.AllLogits) (logits * arange(logits.numel()).to(network.Type).sin().reshape(logits.shape)).sum().backward(retain_graph: true);
        var gradients = network.parameters().Where(parameter => parameter.grad is not null).Select(parameter => parameter.grad!.flatten());
        return [output.Features, .. output.AllLogits, images.grad!, cat([.. gradients])];
    }

    private static void AssertSame(SegmentationNetwork expected, SegmentationNetwork actual)
    {
        foreach (var (one, other) in StateDict.Of(expected).Zip(StateDict.Of(actual)))
        {
            Assert.Equal(one.Key, other.Key);
            Assert.True(one.Value.equal(other.Value).all().ToBoolean(), one.Key);
        }
    }
}
