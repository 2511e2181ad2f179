using System.Collections.Immutable;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Explaining;

/// <summary>What adversarial noise does to a network's prediction of the explained sample, beside random noise of the same length.</summary>
/// <param name="Noise">r_adv, one volume per channel of the image, in its intensities (Wu et al. 2022, eq. 2).</param>
/// <param name="Before">The probability of every class for the image as it is.</param>
/// <param name="After">The same under the noise.</param>
/// <param name="Distance">D of the prediction under adversarial noise from the one without (eq. 1).</param>
/// <param name="RandomDistance">D under random noise of the same length.</param>
/// <param name="OwnDistance">D of the prediction from itself: not 0 where the distance is a Dice loss and the prediction undecided.</param>
/// <param name="Changed">The share of voxels that adversarial noise moves to another class, 0 to 1.</param>
/// <param name="RandomChanged">The share that random noise moves.</param>
public sealed record NoiseResponse(
    ImmutableArray<Volume<float>> Noise,
    ImmutableArray<Volume<float>> Before,
    ImmutableArray<Volume<float>> After,
    double Distance,
    double RandomDistance,
    double OwnDistance,
    double Changed,
    double RandomChanged)
{
    /// <summary>ε: the length of the noise over all channels and voxels.</summary>
    public double Length => Math.Sqrt(Noise.Sum(channel => channel.Voxels.Sum(value => (double)value * value)));

    /// <summary>The root of the noise's mean square: its typical strength in a voxel.</summary>
    public double PerVoxel => Length / Math.Sqrt(Noise.Sum(channel => (double)channel.Voxels.Length));

    /// <summary>By how much the noise changes the probabilities of a voxel, per voxel: half the sum over the classes of the absolute differences, 0 to 1.</summary>
    public Volume<float> Change()
    {
        var change = new Volume<float>(Before[0].Geometry);
        foreach (var (before, after) in Before.Zip(After))
        {
            for (int i = 0; i < change.Voxels.Length; i++) change.Voxels[i] += Math.Abs(after.Voxels[i] - before.Voxels[i]) / 2;
        }

        return change;
    }
}
