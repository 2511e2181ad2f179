using System.Collections.Immutable;

namespace SsNet.Inference;

/// <summary>How a network is applied to a whole image; the defaults are the paper's on the left atrium.</summary>
public sealed record PredictionOptions
{
    /// <summary>Voxels of a window along each axis.</summary>
    public ImmutableArray<int> Patch { get; init; } = [112, 112, 80];

    /// <summary>Distance between windows along each axis.</summary>
    public ImmutableArray<int> Stride { get; init; } = [18, 18, 4];

    /// <summary>Windows that go through the network together.</summary>
    public int WindowsPerBatch { get; init; } = 1;

    /// <summary>Whether only the largest connected component of each class (26-connected in 3D) is kept.</summary>
    public bool LargestComponent { get; init; } = true;

    /// <summary>The image is averaged over blocks of this many voxels a side before the network sees it, and the probabilities are interpolated back; 1 for full resolution.</summary>
    public int Downsampling { get; init; } = 1;
}
