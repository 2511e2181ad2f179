using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SsNet.Devices;

namespace SsNet.Memory;

/// <summary>
/// An allocator for libtorch's tensors on the CPU (<c>c10::Allocator</c>, installed by <c>c10::SetCPUAllocator</c>): large ones get blocks of a <see cref="BlockCache"/>, small ones go to libtorch's own
/// allocator. The object has libtorch's own table of virtual functions with two of them replaced; that the table and the result of an allocation look as in libtorch 2.10 is checked first.
/// </summary>
internal sealed unsafe class TensorAllocator
{
    private const nuint SmallestLarge = 1 << 20;

    // Before the functions, the table has two entries about the type: destructor, deleting destructor, allocate, is_simple_data_ptr, raw_deleter, copy_data.
    private const int EntriesBefore = 2, Functions = 6, Allocate = 2, IsSimple = 3, RawDeleter = 4;

    private static nint own;
    private static nint device;
    private static delegate* unmanaged[Cdecl]<DataPtr*, nint, nuint, DataPtr*> allocateSmall;
    private static delegate* unmanaged[Cdecl]<nint, void> freeSmall;

    private readonly delegate* unmanaged[Cdecl]<nint, byte, void> setAllocator;
    private readonly nint instance;

    private TensorAllocator(delegate* unmanaged[Cdecl]<nint, byte, void> setAllocator)
    {
        this.setAllocator = setAllocator;
        var table = (nint*)NativeMemory.Alloc(EntriesBefore + Functions, (nuint)sizeof(nint));
        new ReadOnlySpan<nint>(*(nint**)own - EntriesBefore, EntriesBefore + Functions).CopyTo(new Span<nint>(table, EntriesBefore + Functions));
        table[EntriesBefore + Allocate] = (nint)(delegate* unmanaged[Cdecl]<DataPtr*, nint, nuint, DataPtr*>)&AllocateData;
        table[EntriesBefore + RawDeleter] = (nint)(delegate* unmanaged[Cdecl]<nint, nint>)&DeleterOf;
        instance = (nint)NativeMemory.Alloc((nuint)sizeof(nint));
        *(nint*)instance = (nint)(table + EntriesBefore);
    }

    /// <summary>Where large tensors get their memory.</summary>
    public static BlockCache Blocks { get; } = new(LargePages.Reserve, LargePages.Release);

    /// <summary>Makes the allocator, without using it yet. It lives as long as the process.</summary>
    /// <returns>Null where this system or this libtorch does not allow for it.</returns>
    public static TensorAllocator? Create()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64) return null;
        // Another version may have other functions in the table.
        if (!LibTorch.Version.StartsWith(LibTorch.ExpectedVersion + ".", StringComparison.Ordinal)) return null;
        string[] names =
        [
            "_ZN3c1015SetCPUAllocatorEPNS_9AllocatorEh",
            "_ZN3c1022GetDefaultCPUAllocatorEv",
            "_ZTVN3c1019DefaultCPUAllocatorE",
            "_ZNK3c109Allocator18is_simple_data_ptrERKNS_7DataPtrE",
        ];
        if (LibTorch.Exports(names) is not [var set, var get, var table, var isSimple]) return null;
        own = ((delegate* unmanaged[Cdecl]<nint>)get)();
        var functions = *(nint**)own;
        if (functions != (nint*)table + EntriesBefore || functions[IsSimple] != isSimple || !LearnDataPtr(functions)) return null;
        return new TensorAllocator((delegate* unmanaged[Cdecl]<nint, byte, void>)set);
    }

    /// <summary>New tensors get their memory here.</summary>
    public void Install() => setAllocator(instance, 0);

    /// <summary>New tensors get their memory from libtorch's own allocator; those from here are still freed here.</summary>
    public void Uninstall() => setAllocator(own, 0);

    /// <summary>What an allocation by libtorch's own allocator returns tells how its result is laid out, and what frees it.</summary>
    private static bool LearnDataPtr(nint* functions)
    {
        allocateSmall = (delegate* unmanaged[Cdecl]<DataPtr*, nint, nuint, DataPtr*>)functions[Allocate];
        DataPtr sample = default;
        if (allocateSmall(&sample, own, 64) != &sample || sample.Data == 0 || sample.Context != sample.Data || sample.Deleter == 0) return false;
        freeSmall = (delegate* unmanaged[Cdecl]<nint, void>)sample.Deleter;
        freeSmall(sample.Context);
        device = sample.Device;
        return true;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static DataPtr* AllocateData(DataPtr* result, nint allocator, nuint bytes)
    {
        if (bytes < SmallestLarge) return allocateSmall(result, own, bytes);
        nint address = Blocks.Take((long)bytes);
        if (address == 0)
        {
            Console.Error.WriteLine(FormattableString.Invariant($"error: there is not enough memory for a tensor of {bytes / (double)(1 << 30):0.0} GiB; use a smaller patch, width or batch, or a coarser image."));
            Environment.Exit(1);
        }

        *result = new DataPtr { Data = address, Deleter = (nint)(delegate* unmanaged[Cdecl]<nint, void>)&Free, Context = address, Device = device };
        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint DeleterOf(nint allocator) => (nint)(delegate* unmanaged[Cdecl]<nint, void>)&Free;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Free(nint address)
    {
        if (!Blocks.TryReturn(address)) freeSmall(address);
    }

    /// <summary><c>c10::DataPtr</c>: the address, then a <c>unique_ptr</c> of what is freed with its deleter, as the C++ library of GCC lays it out, then the device.</summary>
    private struct DataPtr
    {
        public nint Data, Deleter, Context, Device;
    }
}
