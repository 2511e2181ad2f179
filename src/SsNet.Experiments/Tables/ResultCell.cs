using SsNet.Experiments.Runs;
using SsNet.Imaging.Metrics;

namespace SsNet.Experiments.Tables;

/// <summary>One metric of one row.</summary>
/// <param name="Mean">The mean over the seeds of each seed's mean over its cases; NaN where it is defined for none.</param>
/// <param name="Deviation">The standard deviation (of the sample) of the seeds' means; null for fewer than two seeds.</param>
/// <param name="Values">Values that are defined, counted per seed, case and class.</param>
/// <param name="Of">Values there would be.</param>
public sealed record ResultCell(double Mean, double? Deviation, int Values, int Of)
{
    /// <summary>A metric over the seeds of a row.</summary>
    /// <param name="perSeed">The scores of each seed.</param>
    /// <param name="metric">The metric.</param>
    internal static ResultCell Over(IReadOnlyList<ScoreTable> perSeed, Func<SegmentationScore, double> metric)
    {
        var summaries = perSeed.Select(scores => scores.Summary(metric)).ToList();
        double[] means = [.. summaries.Where(summary => summary.Rows > 0).Select(summary => summary.Mean)];
        double mean = means.Length == 0 ? double.NaN : means.Average();
        double? deviation = means.Length < 2 ? null : Math.Sqrt(means.Sum(value => (value - mean) * (value - mean)) / (means.Length - 1));
        return new ResultCell(mean, deviation, summaries.Sum(summary => summary.Rows), perSeed.Sum(scores => scores.Rows.Count));
    }
}
