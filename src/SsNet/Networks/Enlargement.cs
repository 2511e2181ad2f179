using static TorchSharp.torch;

namespace SsNet.Networks;

/// <summary>Enlarges every axis by a whole factor, by interpolation. A module of its own, so that it can be counted (see <c>ssnet complexity</c>).</summary>
public sealed class Enlargement : nn.Module<Tensor, Tensor>
{
    private readonly long[] factors;
    private readonly Interpolation interpolation;

    internal Enlargement(long[] factors, Interpolation interpolation)
        : base(nameof(Enlargement))
    {
        this.factors = factors;
        this.interpolation = interpolation;
    }

    /// <summary>[N, C, spatial…] to [N, C, factor · spatial…].</summary>
    /// <param name="input">The coarse features.</param>
    public override Tensor forward(Tensor input) => To(input, [.. input.shape[2..].Select((n, axis) => n * factors[axis])]);

    /// <summary>[N, C, spatial…] to another size, as where an odd number of voxels was halved and one of them lost.</summary>
    /// <param name="input">The coarse features.</param>
    /// <param name="size">Voxels per axis.</param>
    internal Tensor To(Tensor input, long[] size)
    {
        if (interpolation == Interpolation.Nearest) return nn.functional.interpolate(input, size, mode: InterpolationMode.Nearest);
        var mode = factors.Length == 3 ? InterpolationMode.Trilinear : InterpolationMode.Bilinear;
        return nn.functional.interpolate(input, size, mode: mode, align_corners: interpolation == Interpolation.LinearAlignedCorners);
    }
}
