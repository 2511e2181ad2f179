namespace SsNet.Networks;

/// <summary>In what numbers a network computes. Weights, statistics, gradients of the weights and losses are in the type of the weights either way.</summary>
public enum NetworkPrecision
{
    /// <summary>In the type of its weights.</summary>
    Full,

    /// <summary>
    /// Convolutions and matrix products in bfloat16: 8 bits of precision instead of 24. A volume with two voxels along the first axis at some level gets no gradient (<see cref="BFloat16Gradients"/>).
    /// </summary>
    BFloat16,
}
