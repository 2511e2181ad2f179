using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Runs;

/// <summary>An image file that was segmented.</summary>
/// <param name="Input">The image; of several channels the first.</param>
/// <param name="Output">Its label map.</param>
/// <param name="Name">What the label map is called.</param>
/// <param name="ClassVoxels">Voxels of every class but the background.</param>
/// <param name="Grid">The grid of image and label map.</param>
public sealed record PredictedFile(string Input, string Output, string Name, IReadOnlyList<long> ClassVoxels, Geometry Grid);
