using SsNet.Devices;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Randomness;

/// <summary>
/// Fills tensors with random numbers that are a function of a seed and of what was filled since, and of nothing else. They come from a generator of libtorch that nobody else uses, which draws on
/// the processor, also for small tensors on a graphics card: these are the same on every device. TorchSharp makes no generators for graphics cards. Large tensors on a card come from libtorch's
/// global one there, which is seeded before each of them, so that nothing depends on what else draws from it.
/// </summary>
public sealed class RandomTensors : IDisposable
{
    /// <summary>Elements of the largest tensor on a graphics card that the processor draws: copying it takes less than a convolution.</summary>
    public const int MostDrawnByProcessor = 1 << 16;

    // Between its seed and its numbers the cards' generator belongs to one thread.
    private static readonly Lock CardGenerator = new();

    private readonly Generator generator;
    private RandomSequence seeds;

    /// <summary>Random numbers of a seed.</summary>
    /// <param name="seed">Decides all that follows.</param>
    public RandomTensors(long seed = 0)
    {
        // Every network has such numbers before it has layers, so that this comes before anything else that uses libtorch.
        LibTorch.Load();
        generator = new Generator(0, CPU);
        Restart(seed);
    }

    /// <summary>Begins anew.</summary>
    /// <param name="seed">Decides all that follows.</param>
    public void Restart(long seed)
    {
        generator.manual_seed(seed);
        seeds = new RandomSequence(seed, RandomPurpose.CardTensors);
    }

    /// <summary>Fills a tensor uniformly.</summary>
    /// <param name="values">The tensor.</param>
    /// <param name="low">Smallest value.</param>
    /// <param name="high">Upper end, not reached.</param>
    /// <returns>The tensor.</returns>
    public Tensor Uniform(Tensor values, double low, double high) => Fill(values, (tensor, source) => tensor.uniform_(low, high, source));

    /// <summary>Fills a tensor with normally distributed numbers.</summary>
    /// <param name="values">The tensor.</param>
    /// <param name="mean">Their mean.</param>
    /// <param name="deviation">Their standard deviation.</param>
    /// <returns>The tensor.</returns>
    public Tensor Normal(Tensor values, double mean, double deviation) => Fill(values, (tensor, source) => tensor.normal_(mean, deviation, source));

    /// <summary>Fills a tensor with 0 and 1.</summary>
    /// <param name="values">The tensor.</param>
    /// <param name="probability">Of a 1.</param>
    /// <returns>The tensor.</returns>
    public Tensor Bernoulli(Tensor values, double probability) => Fill(values, (tensor, source) => tensor.bernoulli_(probability, source));

    /// <inheritdoc/>
    public void Dispose() => generator.Dispose();

    private Tensor Fill(Tensor values, Action<Tensor, Generator?> draw)
    {
        if (values.device_type == DeviceType.CPU)
        {
            draw(values, generator);
        }
        else if (values.numel() <= MostDrawnByProcessor)
        {
            using var drawn = empty(values.shape, values.dtype, CPU);
            draw(drawn, generator);
            values.copy_(drawn);
        }
        else
        {
            lock (CardGenerator)
            {
                cuda.manual_seed_all((long)seeds.NextBits());
                draw(values, null);
            }
        }

        return values;
    }
}
