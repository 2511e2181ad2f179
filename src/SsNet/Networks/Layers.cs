using System.Numerics;
using SsNet.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SsNet.Networks;

/// <summary>Makes the layers of a network for its number of axes; dimension is a property of the layers, not a second copy of the network.</summary>
internal sealed class Layers(NetworkOptions options, Device device, ScalarType dtype, RandomTensors random)
{
    public NetworkOptions Options => options;

    public Device Device => device;

    public ScalarType Type => dtype;

    /// <summary>Where the random numbers of the layers come from.</summary>
    public RandomTensors Random => random;

    /// <summary>A convolution of one kernel size along every axis, padded so that the size stays.</summary>
    public nn.Module<Tensor, Tensor> Convolution(int input, int output, int kernel) => options.Dimension == 3
        ? nn.Conv3d(input, output, kernel, padding: kernel / 2, device: device, dtype: dtype)
        : nn.Conv2d(input, output, kernel, padding: kernel / 2, device: device, dtype: dtype);

    /// <summary>The convolution that halves every axis which the level halves: kernel = stride = 2 there, 1 elsewhere.</summary>
    public nn.Module<Tensor, Tensor> Downsampling(int input, int output, int level)
    {
        var (a, b, c) = Strides(level);
        return options.Dimension == 3
            ? nn.Conv3d(input, output, (a, b, c), (a, b, c), device: device, dtype: dtype)
            : nn.Conv2d(input, output, (a, b), (a, b), device: device, dtype: dtype);
    }

    /// <summary>The transposed convolution that undoes the halving of a level.</summary>
    public nn.Module<Tensor, Tensor> Upsampling(int input, int output, int level)
    {
        var (a, b, c) = Strides(level);
        return options.Dimension == 3
            ? nn.ConvTranspose3d(input, output, (a, b, c), (a, b, c), device: device, dtype: dtype)
            : nn.ConvTranspose2d(input, output, (a, b), (a, b), device: device, dtype: dtype);
    }

    /// <summary>The largest of the neighbours along every axis which the level halves.</summary>
    public nn.Module<Tensor, Tensor> MaximumPooling(int level)
    {
        var (a, b, c) = Strides(level);
        return options.Dimension == 3 ? nn.MaxPool3d((a, b, c)) : nn.MaxPool2d((a, b));
    }

    /// <summary>The interpolation that undoes the halving of the levels from <paramref name="finest"/> to <paramref name="coarsest"/>.</summary>
    public Enlargement Enlargement(Interpolation interpolation, int finest, int coarsest)
    {
        long[] factors = [1, 1, 1];
        for (int level = finest; level <= coarsest; level++)
        {
            var (a, b, c) = Strides(level);
            factors = [factors[0] * a, factors[1] * b, factors[2] * c];
        }

        return new Enlargement(factors[..options.Dimension], interpolation);
    }

    /// <summary>What follows a convolution; null for nothing.</summary>
    public nn.Module<Tensor, Tensor>? Normalisation(int channels) => options.Normalisation switch
    {
        Networks.Normalisation.Batch => new BatchNormalisation(channels, device, dtype),
        Networks.Normalisation.Group => GroupNormalisation(channels),
        Networks.Normalisation.Instance => options.Dimension == 3 ? nn.InstanceNorm3d(channels) : nn.InstanceNorm2d(channels),
        _ => null,
    };

    public Dropout Dropout(double probability, bool wholeChannels) => new(options.Dropout ? probability : 0, wholeChannels, random);

    /// <summary>Scale 1 and shift 0 are set here, since the library leaves in both whatever is in memory.</summary>
    private GroupNorm GroupNormalisation(int channels)
    {
        var layer = nn.GroupNorm((int)BigInteger.GreatestCommonDivisor(16, channels), channels, device: device, dtype: dtype);
        nn.init.ones_(layer.weight);
        nn.init.zeros_(layer.bias);
        return layer;
    }

    private (int, int, int) Strides(int level)
    {
        int Stride(int axis) => options.Halvings.Count == 0 || (axis < options.Halvings.Count && level < options.Halvings[axis]) ? 2 : 1;
        return (Stride(0), Stride(1), Stride(2));
    }
}
