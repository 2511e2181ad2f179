using SsNet.Devices;
using static TorchSharp.torch;

namespace SsNet.Tests.Devices;

/// <summary>The graphics card of a machine that has one.</summary>
internal static class Cards
{
    /// <summary>The first card; skips the running test where there is none.</summary>
    public static Device Require()
    {
        Assert.SkipUnless(CudaDevice.IsAvailable, "There is no graphics card here, or libtorch is built without CUDA (docs/gpu.md).");
        return CudaDevice.Open(0, tf32: false);
    }
}
