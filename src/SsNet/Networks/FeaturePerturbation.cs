using SsNet.Randomness;
using static TorchSharp.torch;

namespace SsNet.Networks;

/// <summary>
/// Perturbs the features of a decoder's coarser levels in training, each level in a way of its own (Luo et al. 2021, URPC; after Ouali et
/// al. 2020): noise on the second finest, the strongest places zeroed on the third, single elements dropped on the coarsest.
/// </summary>
internal sealed class FeaturePerturbation : nn.Module<Tensor, int, Tensor>
{
    private const double NoiseRange = 0.3;
    private const double LowestThreshold = 0.7;
    private const double HighestThreshold = 0.9;

    private readonly bool acts;
    private readonly RandomTensors random;
    private readonly Dropout dropout;

    public FeaturePerturbation(Layers layers)
        : base(nameof(FeaturePerturbation))
    {
        acts = layers.Options.Dropout;
        random = layers.Random;
        dropout = layers.Dropout(0.5, wholeChannels: false);
        register_module("dropout", dropout);
    }

    /// <summary>The features of a level of the decoder, perturbed; in evaluation as they are.</summary>
    /// <param name="features">[N, C, spatial…].</param>
    /// <param name="level">1 for the second finest, to 3.</param>
    public override Tensor forward(Tensor features, int level)
    {
        if (!training || !acts) return features;
        return level switch
        {
            1 => Noise(features),
            2 => WithoutStrongest(features),
            _ => dropout.call(features),
        };
    }

    /// <summary>x + x · n, n uniform in [−0.3, 0.3) and the same for all samples of the batch.</summary>
    private Tensor Noise(Tensor features)
    {
        var noise = random.Uniform(empty(features.shape[1..], features.dtype, features.device), -NoiseRange, NoiseRange);
        return features + features * noise;
    }

    /// <summary>Zero wherever the mean over the channels is at least r times the sample's largest, r uniform in [0.7, 0.9) once per call.</summary>
    private Tensor WithoutStrongest(Tensor features)
    {
        var threshold = random.Uniform(empty([1], features.dtype, features.device), LowestThreshold, HighestThreshold);
        var attention = features.mean([1], keepdim: true);
        long[] perSample = [features.shape[0], .. Enumerable.Repeat(1L, features.shape.Length - 1)];
        var largest = attention.flatten(1).amax([1]).reshape(perSample);
        return features * attention.lt(largest * threshold).to(features.dtype);
    }
}
