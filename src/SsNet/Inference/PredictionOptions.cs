using System.Collections.Immutable;
using SsNet.Data;
using SsNet.Imaging.Resampling;

namespace SsNet.Inference;

/// <summary>How a network is applied to a whole image; the defaults are the paper's on the left atrium.</summary>
public sealed record PredictionOptions
{
    /// <summary>Voxels along each axis that go through the network at a time; as many axes as the network has.</summary>
    public ImmutableArray<int> Patch { get; init; } = [112, 112, 80];

    /// <summary>Whether windows of the patch's size slide over an image, or the image is resampled to the patch.</summary>
    public ImageFit Fit { get; init; } = ImageFit.Crop;

    /// <summary>Distance between windows along each axis; not used when images are resampled.</summary>
    public ImmutableArray<int> Stride { get; init; } = [18, 18, 4];

    /// <summary>Windows or resampled slices that go through the network together.</summary>
    public int WindowsPerBatch { get; init; } = 1;

    /// <summary>The axis of a volume along which a network of two axes takes slice by slice.</summary>
    public int SliceAxis { get; init; } = 2;

    /// <summary>What becomes of the border when predictions are resampled back.</summary>
    public ZoomBorder Border { get; init; } = ZoomBorder.Nearest;

    /// <summary>Whether only the largest connected component of each class (26-connected in a volume) is kept.</summary>
    public bool LargestComponent { get; init; } = true;

    /// <summary>
    /// The image is averaged over blocks of this many voxels a side before the network sees it, and the probabilities are interpolated
    /// back; 1 for full resolution. Slices are averaged each for itself.
    /// </summary>
    public int Downsampling { get; init; } = 1;
}
