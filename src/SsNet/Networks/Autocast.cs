using SsNet.Devices;
using SsNet.Imaging;
using static TorchSharp.torch;

namespace SsNet.Networks;

/// <summary>
/// Runs convolutions and matrix products in bfloat16 until it is disposed, on the thread that made it. TorchSharp has no entry to libtorch's autocast; the library exports it under its C++ names,
/// which are those of GCC and Clang: with libtorch for Windows it is not available.
/// </summary>
internal sealed class Autocast : IDisposable
{
    // Numbers of libtorch's enumerations.
    private const byte Cpu = 0, Cuda = 1;
    private const byte BFloat16 = 15;

    private static readonly Lazy<Functions?> Native = new(Functions.Load);

    private readonly Functions functions;
    private readonly byte device;
    private readonly bool wasEnabled;
    private readonly byte previousType;

    private Autocast(Functions functions, byte device)
    {
        this.functions = functions;
        this.device = device;
        wasEnabled = functions.IsEnabled(device);
        previousType = functions.GetType(device);
        functions.SetEnabled(device, true);
        functions.SetType(device, BFloat16);
        functions.IncrementNesting();
    }

    /// <summary>Whether this libtorch has autocast.</summary>
    public static bool IsAvailable => Native.Value is not null;

    private static Functions Exported => Native.Value
        ?? throw new ReportedException("precision: this libtorch exports no autocast under the names of version 2.10; use --precision float32.");

    /// <summary>Refuses to go on without autocast.</summary>
    /// <exception cref="ReportedException">This libtorch does not export autocast.</exception>
    public static void RequireAvailable() => _ = Exported;

    /// <summary>Begins.</summary>
    /// <param name="device">Where it computes.</param>
    /// <exception cref="ReportedException">This libtorch does not export autocast.</exception>
    public static Autocast Begin(Device device) => new(Exported, device.type == TorchSharp.DeviceType.CUDA ? Cuda : Cpu);

    /// <summary>Ends, and forgets the weights that were converted.</summary>
    public void Dispose()
    {
        if (functions.DecrementNesting() == 0) functions.ClearCache();
        functions.SetType(device, previousType);
        functions.SetEnabled(device, wasEnabled);
    }

    private sealed unsafe class Functions
    {
        private readonly delegate* unmanaged[Cdecl]<byte, byte> isEnabled;
        private readonly delegate* unmanaged[Cdecl]<byte, byte, void> setEnabled;
        private readonly delegate* unmanaged[Cdecl]<byte, byte> getType;
        private readonly delegate* unmanaged[Cdecl]<byte, byte, void> setType;
        private readonly delegate* unmanaged[Cdecl]<int> incrementNesting;
        private readonly delegate* unmanaged[Cdecl]<int> decrementNesting;
        private readonly delegate* unmanaged[Cdecl]<void> clearCache;

        private Functions(nint[] addresses)
        {
            isEnabled = (delegate* unmanaged[Cdecl]<byte, byte>)addresses[0];
            setEnabled = (delegate* unmanaged[Cdecl]<byte, byte, void>)addresses[1];
            getType = (delegate* unmanaged[Cdecl]<byte, byte>)addresses[2];
            setType = (delegate* unmanaged[Cdecl]<byte, byte, void>)addresses[3];
            incrementNesting = (delegate* unmanaged[Cdecl]<int>)addresses[4];
            decrementNesting = (delegate* unmanaged[Cdecl]<int>)addresses[5];
            clearCache = (delegate* unmanaged[Cdecl]<void>)addresses[6];
        }

        public static Functions? Load()
        {
            var addresses = LibTorch.Exports(
                "_ZN2at8autocast19is_autocast_enabledEN3c1010DeviceTypeE",
                "_ZN2at8autocast20set_autocast_enabledEN3c1010DeviceTypeEb",
                "_ZN2at8autocast18get_autocast_dtypeEN3c1010DeviceTypeE",
                "_ZN2at8autocast18set_autocast_dtypeEN3c1010DeviceTypeENS1_10ScalarTypeE",
                "_ZN2at8autocast17increment_nestingEv",
                "_ZN2at8autocast17decrement_nestingEv",
                "_ZN2at8autocast11clear_cacheEv");
            return addresses is null ? null : new Functions(addresses);
        }

        public bool IsEnabled(byte device) => isEnabled(device) != 0;

        public void SetEnabled(byte device, bool value) => setEnabled(device, value ? (byte)1 : (byte)0);

        public byte GetType(byte device) => getType(device);

        public void SetType(byte device, byte type) => setType(device, type);

        public int IncrementNesting() => incrementNesting();

        public int DecrementNesting() => decrementNesting();

        public void ClearCache() => clearCache();
    }
}
