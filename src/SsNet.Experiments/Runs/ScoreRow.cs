using SsNet.Imaging.Metrics;

namespace SsNet.Experiments.Runs;

/// <summary>The scores of one class in one case.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="ClassIndex">The class, from 1.</param>
/// <param name="Score">Its scores; distances are NaN where one of the two masks is empty.</param>
public sealed record ScoreRow(string CaseId, int ClassIndex, SegmentationScore Score);
