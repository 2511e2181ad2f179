namespace SsNet.Experiments.Tables;

/// <summary>What the paper reports of one method with one number of labels.</summary>
/// <param name="Dice">Dice in %.</param>
/// <param name="Jaccard">Jaccard in %.</param>
/// <param name="Hd95">95% Hausdorff distance in voxels.</param>
/// <param name="Asd">Average surface distance in voxels.</param>
/// <param name="Parameters">Parameters in millions; null where the paper does not say.</param>
/// <param name="Macs">Multiply-accumulate operations in 10⁹; null where the paper does not say.</param>
public sealed record PaperRow(double Dice, double Jaccard, double Hd95, double Asd, double? Parameters = null, double? Macs = null);
