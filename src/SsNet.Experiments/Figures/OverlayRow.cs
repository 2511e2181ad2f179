using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Figures;

/// <summary>One row of an overlay figure: a case, its truth and predictions.</summary>
/// <param name="CaseId">Name of the case, written beside the row.</param>
/// <param name="Image">The image.</param>
/// <param name="Truth">The true classes, of the image's size; null where nobody segmented it.</param>
/// <param name="Predictions">One prediction per method, in the order of the columns.</param>
public sealed record OverlayRow(string CaseId, Volume<float> Image, Volume<byte>? Truth, IReadOnlyList<OverlayPrediction> Predictions);
