using SsNet.Imaging;

namespace SsNet.Networks;

/// <summary>
/// Where gradients in bfloat16 can be trusted on the processor. With the oneDNN of libtorch 2.10 the gradient of the weights of a 3D convolution in bfloat16 is wrong, up to infinity, if its input has two
/// voxels along the first axis; none of the other sizes tried was.
/// Outputs, gradients of the input and 2D convolutions agreed with float32. Tried: kernels of three voxels, 1 to 16 voxels along an axis, 2 to 64 channels, one processor with AVX512-BF16.
/// </summary>
public static class BFloat16Gradients
{
    private const int WrongLength = 2;
    private const int MostHalvings = 4;

    /// <summary>Refuses patches that come down to two voxels along the first axis at some level of the network.</summary>
    /// <param name="options">The network.</param>
    /// <param name="firstAxis">Voxels of the patch along its first axis.</param>
    /// <exception cref="ReportedException">They do.</exception>
    public static void Require(NetworkOptions options, long firstAxis)
    {
        if (options.Dimension != 3) return;
        int halvings = options.Halvings.Count == 0 ? MostHalvings : options.Halvings[0];
        if (!Enumerable.Range(0, halvings + 1).Any(level => firstAxis >> level == WrongLength)) return;
        throw new ReportedException(
            $"precision: a patch of {firstAxis} voxels along the first axis has {WrongLength} at a coarser level of the network, where libtorch's gradients in bfloat16 are wrong; choose a patch of 48, 64 or more there, or --precision float32.");
    }
}
