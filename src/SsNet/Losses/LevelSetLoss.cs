using static TorchSharp.torch;

namespace SsNet.Losses;

/// <summary>
/// Losses of level sets, which approximate signed distances to the boundary (SASSNet, Li et al., MICCAI 2020; DTC, Luo et al., AAAI 2021). With two
/// classes there is one map, the foreground's; with more there is one per class, the background included.
/// </summary>
public static class LevelSetLoss
{
    /// <summary>The mean square of the difference from the signed distances; 0 where no voxel is known.</summary>
    /// <param name="levelSets">[N, maps, spatial…], in (−1, 1).</param>
    /// <param name="signedDistances">Of the same shape, in [−1, 1], negative inside.</param>
    /// <param name="known">Where the labels are known that the distances are of, bool [N, spatial…]; null for everywhere.</param>
    public static Tensor Regression(Tensor levelSets, Tensor signedDistances, Tensor? known = null)
    {
        var squares = (levelSets - signedDistances).square();
        return known is null ? squares.mean() : (squares * known.unsqueeze(1)).sum() / (known.sum().clamp_min(1) * levelSets.shape[1]);
    }

    /// <summary>The mask that level sets stand for, σ(−k φ): nearly 1 inside and 0 outside (DTC, eq. 3).</summary>
    /// <param name="levelSets">φ.</param>
    /// <param name="steepness">k; 1500 in the paper.</param>
    public static Tensor Mask(Tensor levelSets, double steepness) => (-steepness * levelSets).sigmoid();

    /// <summary>The mean square of the difference between the masks of the level sets and the predictions of the classes (DTC, eq. 5).</summary>
    /// <param name="levelSets">[N, maps, spatial…].</param>
    /// <param name="probabilities">[N, C, spatial…].</param>
    /// <param name="steepness">k.</param>
    public static Tensor DualTaskConsistency(Tensor levelSets, Tensor probabilities, double steepness)
    {
        long maps = levelSets.shape[1];
        var ofMaps = maps == probabilities.shape[1] ? probabilities : probabilities.narrow(1, 1, maps);
        return (Mask(levelSets, steepness) - ofMaps).square().mean();
    }
}
