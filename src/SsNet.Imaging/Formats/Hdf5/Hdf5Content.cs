using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Formats.Hdf5;

/// <summary>What an HDF5 file of the field holds.</summary>
/// <param name="Image">The image.</param>
/// <param name="Label">The label map on the image's grid; null when the file has none.</param>
public sealed record Hdf5Content(Volume<float> Image, Volume<byte>? Label);
