using SsNet.Data;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Figures;

/// <summary>Where to look if one wants to see how methods differ.</summary>
internal static class Disagreement
{
    /// <summary>
    /// How much each voxel tells: the methods that are wrong there, times one more than those that are right. Places where some err and others do not count most; those where all err still count. <see cref="Case.Ignored"/> voxels tell nothing.
    /// </summary>
    /// <param name="truth">The true classes.</param>
    /// <param name="predictions">What the methods said, of the truth's size.</param>
    public static Volume<int> Of(Volume<byte> truth, IReadOnlyList<Volume<byte>> predictions)
    {
        var weights = new Volume<int>(truth.Geometry);
        for (int i = 0; i < weights.Voxels.Length; i++)
        {
            if (truth.Voxels[i] == Case.Ignored) continue;
            int wrong = 0;
            foreach (var prediction in predictions) wrong += prediction.Voxels[i] == truth.Voxels[i] ? 0 : 1;
            weights.Voxels[i] = wrong * (predictions.Count - wrong + 1);
        }

        return weights;
    }
}
