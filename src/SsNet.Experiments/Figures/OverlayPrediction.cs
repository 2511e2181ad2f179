using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Figures;

/// <summary>What one method said about a case.</summary>
/// <param name="Labels">The predicted classes, of the image's size.</param>
/// <param name="Caption">Text under the panel, such as Dice 91.2 %.</param>
public sealed record OverlayPrediction(Volume<byte> Labels, string Caption);
