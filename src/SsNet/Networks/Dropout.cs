using SsNet.Randomness;
using static TorchSharp.torch;

namespace SsNet.Networks;

/// <summary>
/// Dropout that draws from a generator of its own (Srivastava et al. 2014), so that a training step is a function of its seed:
/// zeroes single elements, or whole channels of a sample (Tompson et al. 2015), and scales the rest by 1/(1 − p).
/// </summary>
public sealed class Dropout : nn.Module<Tensor, Tensor>
{
    private readonly double probability;
    private readonly bool wholeChannels;
    private readonly RandomTensors random;

    /// <summary>A dropout layer.</summary>
    /// <param name="probability">Chance of an element or channel to be zeroed, in [0, 1).</param>
    /// <param name="wholeChannels">Whether whole channels of a sample are zeroed together.</param>
    /// <param name="random">Where the random numbers come from; shared by the layers of a network.</param>
    public Dropout(double probability, bool wholeChannels, RandomTensors random)
        : base(nameof(Dropout))
    {
        this.probability = probability;
        this.wholeChannels = wholeChannels;
        this.random = random;
    }

    /// <summary>Zeroes at random in training; the identity in evaluation.</summary>
    /// <param name="input">[N, C, …].</param>
    public override Tensor forward(Tensor input)
    {
        // A sequence disposes the input of every module it calls, so the result is never the input itself.
        if (!training || probability == 0) return input.alias();
        long[] shape = wholeChannels ? [input.shape[0], input.shape[1], .. Enumerable.Repeat(1L, input.shape.Length - 2)] : input.shape;
        var kept = random.Bernoulli(empty(shape, input.dtype, input.device), 1 - probability);
        return input * kept.div_(1 - probability);
    }
}
