using SsNet.Imaging.Volumes;

namespace SsNet.Inference;

/// <summary>The segmentation of an image.</summary>
/// <param name="Labels">Class of every voxel, on the image's own geometry.</param>
/// <param name="Probabilities">One image per class, values in [0, 1], before post-processing.</param>
public sealed record Prediction(Volume<byte> Labels, IReadOnlyList<Volume<float>> Probabilities);
