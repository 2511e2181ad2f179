using SsNet.Randomness;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace SsNet.Networks;

/// <summary>
/// SASSNet's discriminator (Li et al. 2020): tells from a map of level sets and its image whether the sample was a labelled one. Four
/// strided convolutions, the mean over the rest, one linear layer. Slices differ from volumes as in published code: nothing stands
/// between the sum of the first two convolutions and the next.
/// </summary>
public sealed class Discriminator : nn.Module<Tensor, Tensor, Tensor>
{
    private const int Convolutions = 4;
    private const int LongestMean = 7;
    private const double NegativeSlope = 0.2;
    private const double DropoutProbability = 0.5;

    private readonly RandomTensors random = new();
    private readonly bool activatesSum;

    [ComponentName(Name = "conv_map")]
    private readonly nn.Module<Tensor, Tensor> ofMaps;

    [ComponentName(Name = "conv_image")]
    private readonly nn.Module<Tensor, Tensor> ofImages;

    private readonly nn.Module<Tensor, Tensor> activation;
    private readonly Dropout dropout;
    private readonly nn.Module<Tensor, Tensor> body;

    [ComponentName(Name = "classifier")]
    private readonly Linear classifier;

    /// <summary>A discriminator with weights not yet drawn (see <see cref="Initialise"/>).</summary>
    /// <param name="options">The network whose level sets it judges. It is four times as wide: 64 channels for the paper's 16.</param>
    /// <param name="patch">Voxels per axis of what it sees.</param>
    /// <param name="device">Where the weights live; the CPU when omitted.</param>
    /// <param name="dtype">Type of the weights: float32 or float64.</param>
    public Discriminator(NetworkOptions options, ReadOnlySpan<int> patch, Device? device = null, ScalarType dtype = ScalarType.Float32)
        : base(nameof(Discriminator))
    {
        device ??= CPU;
        activatesSum = options.Dimension == 3;
        int width = 4 * options.BaseWidth;
        int[] size = [.. patch];

        ofMaps = Halving(options.LevelSets, width, size, device, dtype);
        ofImages = Halving(options.InputChannels, width, size, device, dtype);
        activation = nn.LeakyReLU(NegativeSlope);
        dropout = new Dropout(DropoutProbability, wholeChannels: true, random);
        size = Halved(size);

        var layers = new List<nn.Module<Tensor, Tensor>>();
        for (int i = 1; i < Convolutions; i++, width *= 2)
        {
            layers.Add(Halving(width, 2 * width, size, device, dtype));
            layers.Add(nn.LeakyReLU(NegativeSlope));
            if (i < Convolutions - 1) layers.Add(new Dropout(DropoutProbability, wholeChannels: true, random));
            size = Halved(size);
        }

        long[] mean = [.. size.Select(n => (long)Math.Min(n, LongestMean))];
        layers.Add(size.Length == 3 ? nn.AvgPool3d((mean[0], mean[1], mean[2])) : nn.AvgPool2d((mean[0], mean[1])));
        body = nn.Sequential([.. layers]);
        classifier = nn.Linear(width * size.Zip(mean, (n, k) => n / k).Aggregate(1L, (product, n) => product * n), 2, device: device, dtype: dtype);

        register_module("conv_map", ofMaps);
        register_module("conv_image", ofImages);
        register_module("activation", activation);
        register_module("dropout", dropout);
        register_module("body", body);
        register_module("classifier", classifier);
    }

    /// <summary>Draws fresh weights, uniform within ±1/√fan-in.</summary>
    /// <param name="seed">The seed of the run.</param>
    public void Initialise(long seed)
    {
        random.Restart((long)new RandomSequence(seed, RandomPurpose.DiscriminatorWeights).NextBits());
        InitialWeights.Draw(this, random, (weight, fanIn) => InitialWeights.Uniform(weight, fanIn, random));
    }

    /// <summary>Makes the dropout of the coming training step a function of seed and iteration alone.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="iteration">The iteration, counted from 1.</param>
    public void BeginStep(long seed, long iteration) =>
        random.Restart((long)new RandomSequence(seed, RandomPurpose.DiscriminatorDropout, iteration).NextBits());

    /// <summary>Scores of the classes "unlabelled" and "labelled", [N, 2].</summary>
    /// <param name="maps">Level sets in (−1, 1), [N, maps, spatial…].</param>
    /// <param name="images">[N, channels, spatial…].</param>
    public override Tensor forward(Tensor maps, Tensor images)
    {
        using var scope = NewDisposeScope();
        var sum = ofMaps.call(maps) + ofImages.call(images);
        if (activatesSum) sum = dropout.call(activation.call(sum));
        return classifier.call(body.call(sum).flatten(1)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) random.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>A convolution that halves every axis; an axis of a single voxel it leaves alone.</summary>
    private static nn.Module<Tensor, Tensor> Halving(int input, int output, int[] size, Device device, ScalarType dtype)
    {
        long Kernel(int axis) => axis < size.Length && size[axis] > 1 ? 4 : 1;
        long Stride(int axis) => axis < size.Length && size[axis] > 1 ? 2 : 1;
        long Padding(int axis) => axis < size.Length && size[axis] > 1 ? 1 : 0;
        return size.Length == 3
            ? nn.Conv3d(input, output, (Kernel(0), Kernel(1), Kernel(2)), (Stride(0), Stride(1), Stride(2)), (Padding(0), Padding(1), Padding(2)), device: device, dtype: dtype)
            : nn.Conv2d(input, output, (Kernel(0), Kernel(1)), (Stride(0), Stride(1)), (Padding(0), Padding(1)), device: device, dtype: dtype);
    }

    private static int[] Halved(int[] size) => [.. size.Select(n => Math.Max(1, n / 2))];
}
