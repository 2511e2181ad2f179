namespace SsNet.Imaging.Metrics;

/// <summary>
/// How well one class of a predicted label map agrees with the truth. Two empty masks agree perfectly (overlaps 1,
/// distances 0). When exactly one mask is empty the overlaps are 0 and the distances are NaN, because there is no surface
/// to measure to: whoever averages must skip those cases and say how many they were.
/// </summary>
/// <param name="Dice">2|P∩T| / (|P| + |T|), from 0 to 1.</param>
/// <param name="Jaccard">|P∩T| / |P∪T|, from 0 to 1.</param>
/// <param name="Hd95">95th percentile of the surface distances of both directions pooled, in units of the spacing.</param>
/// <param name="Asd">Mean distance from the prediction's surface to the truth's (one direction), in units of the spacing.</param>
/// <param name="Assd">Mean surface distance of both directions pooled, in units of the spacing.</param>
public readonly record struct SegmentationScore(double Dice, double Jaccard, double Hd95, double Asd, double Assd)
{
    /// <summary>The score of a class that neither label map holds.</summary>
    public static SegmentationScore OfEmptyMasks { get; } = new(1, 1, 0, 0, 0);
}
