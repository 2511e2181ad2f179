using SsNet.Devices;
using static TorchSharp.torch;

namespace SsNet.Tests.Goldens;

/// <summary>Where the golden numbers are computed again: what the environment variable SSNET_TEST_DEVICE names, cpu or cuda; the processor where it names nothing.</summary>
internal static class GoldenDevice
{
    private static readonly Lazy<Device> Opened = new(() => Environment.GetEnvironmentVariable("SSNET_TEST_DEVICE") switch
    {
        null or "" or "cpu" => CPU,
        "cuda" => CudaDevice.Open(0, tf32: false),
        var other => throw new InvalidOperationException($"SSNET_TEST_DEVICE has to be cpu or cuda, not {other}."),
    });

    /// <summary>The device.</summary>
    public static Device Device => Opened.Value;
}
