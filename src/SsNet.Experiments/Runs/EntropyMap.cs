using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Runs;

/// <summary>The entropy of class probabilities that come one class after the other.</summary>
/// <param name="geometry">The grid of the image.</param>
internal sealed class EntropyMap(Geometry geometry)
{
    private readonly float[] sum = new float[geometry.VoxelCount];
    private int classes;

    /// <summary>Takes the next class into account.</summary>
    /// <param name="probability">Its probability in every voxel.</param>
    public void Add(Volume<float> probability)
    {
        classes++;
        for (int i = 0; i < sum.Length; i++)
        {
            float p = probability.Voxels[i];
            if (p > 0) sum[i] -= p * MathF.Log(p);
        }
    }

    /// <summary>The entropy as a share of the highest possible, in [0, 1].</summary>
    public Volume<float> ToVolume()
    {
        float highest = MathF.Log(classes);
        // Rounding may carry probabilities, and so the entropy, a little beyond its range.
        return new Volume<float>(geometry, Array.ConvertAll(sum, value => Math.Clamp(value / highest, 0, 1)));
    }
}
