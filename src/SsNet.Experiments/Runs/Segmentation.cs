using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Runs;

/// <summary>An image's segmentation on its own grid.</summary>
/// <param name="Labels">Class of every voxel.</param>
/// <param name="Probabilities">The probability of every class, in [0, 1], the background's first; null when nobody asked.</param>
/// <param name="Entropy">
/// How uncertain the network is: the entropy −Σ p ln p of the probabilities, divided by ln C, from 0 (certain) to 1 (all C classes equally probable); null when nobody asked.
/// </param>
public sealed record Segmentation(Volume<byte> Labels, IReadOnlyList<Volume<float>>? Probabilities = null, Volume<float>? Entropy = null);
