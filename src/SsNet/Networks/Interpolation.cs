namespace SsNet.Networks;

/// <summary>How coarse features are enlarged.</summary>
internal enum Interpolation
{
    /// <summary>Linear along every axis; the corner voxels keep their places.</summary>
    LinearAlignedCorners,

    /// <summary>Linear along every axis; the borders of the image keep their places.</summary>
    Linear,

    /// <summary>Every voxel is repeated.</summary>
    Nearest,
}
