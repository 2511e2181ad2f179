using System.Runtime.InteropServices;
using System.Text;

namespace SsNet.Devices;

/// <summary>A graphics card as its driver describes it.</summary>
/// <param name="Index">Its number, as in <c>cuda:1</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Memory">Bytes of its memory.</param>
public sealed record GraphicsCard(int Index, string Name, long Memory)
{
    private const int LongestName = 256;

    /// <summary>
    /// Bytes in use on the card on which this thread computes, by all processes; 0 where the driver does not tell. libtorch keeps what it once took, so that after some steps this is also the most
    /// that they needed.
    /// </summary>
    public static unsafe long MemoryInUse()
    {
        nuint free, all;
        return Driver is { } driver && NativeLibrary.TryGetExport(driver, "cuMemGetInfo_v2", out nint getMemory) && ((delegate* unmanaged[Cdecl]<nuint*, nuint*, int>)getMemory)(&free, &all) == 0
            ? (long)(all - free)
            : 0;
    }

    private static nint? Driver => NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1", out nint driver) ? driver : null;

    /// <summary>The cards that the driver shows to this process; null without a driver.</summary>
    public static unsafe IReadOnlyList<GraphicsCard>? All()
    {
        if (Driver is not { } driver) return null;
        if (!NativeLibrary.TryGetExport(driver, "cuInit", out nint start)
            || !NativeLibrary.TryGetExport(driver, "cuDeviceGetCount", out nint getCount)
            || !NativeLibrary.TryGetExport(driver, "cuDeviceGet", out nint getDevice)
            || !NativeLibrary.TryGetExport(driver, "cuDeviceGetName", out nint getName)
            || !NativeLibrary.TryGetExport(driver, "cuDeviceTotalMem_v2", out nint getMemory))
        {
            return null;
        }

        int count = 0;
        if (((delegate* unmanaged[Cdecl]<uint, int>)start)(0) != 0 || ((delegate* unmanaged[Cdecl]<int*, int>)getCount)(&count) != 0) return [];
        var cards = new List<GraphicsCard>();
        byte* name = stackalloc byte[LongestName];
        for (int i = 0; i < count; i++)
        {
            int device;
            nuint memory;
            if (((delegate* unmanaged[Cdecl]<int*, int, int>)getDevice)(&device, i) != 0
                || ((delegate* unmanaged[Cdecl]<byte*, int, int, int>)getName)(name, LongestName, device) != 0
                || ((delegate* unmanaged[Cdecl]<nuint*, int, int>)getMemory)(&memory, device) != 0)
            {
                continue;
            }

            var text = new ReadOnlySpan<byte>(name, LongestName);
            cards.Add(new GraphicsCard(i, Encoding.UTF8.GetString(text[..Math.Max(text.IndexOf((byte)0), 0)]), (long)memory));
        }

        return cards;
    }
}
