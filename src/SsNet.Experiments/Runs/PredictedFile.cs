using SsNet.Experiments.Preparing;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Runs;

/// <summary>An image file that was segmented.</summary>
/// <param name="Input">The image; of several channels the first.</param>
/// <param name="Output">Its label map.</param>
/// <param name="Name">What the label map is called.</param>
/// <param name="ClassVoxels">Voxels of every class but the background.</param>
/// <param name="Grid">The grid of image and label map.</param>
public sealed record PredictedFile(string Input, string Output, string Name, IReadOnlyList<long> ClassVoxels, Geometry Grid)
{
    /// <summary>The volume of a class in ml; null on a slice, and where the file does not say how large a voxel is.</summary>
    /// <param name="index">The class, 0 for the first of the foreground.</param>
    public double? Millilitres(int index) => Grid.HasPlace ? ClassVolumes.Millilitres(ClassVoxels[index], Grid) : null;
}
