namespace SsNet.Devices;

/// <summary>
/// Restricts cuDNN to convolutions that add in a fixed order, so that the same run gives the same bits. TorchSharp has no entry to this setting of libtorch; the library exports it under its
/// C++ names, which are those of GCC and Clang.
/// </summary>
internal static unsafe class DeterministicConvolutions
{
    private static readonly Lazy<nint[]?> Native = new(() => LibTorch.Exports("_ZN2at13globalContextEv", "_ZN2at7Context21setDeterministicCuDNNEb", "_ZNK2at7Context18deterministicCuDNNEv"));

    /// <summary>Whether cuDNN is restricted so; false too where this libtorch does not tell.</summary>
    public static bool AreRequired => Native.Value is { } functions && (((delegate* unmanaged[Cdecl]<nint, byte>)functions[2])(Context(functions)) & 1) != 0;

    /// <summary>Restricts it, for the whole process.</summary>
    /// <returns>Whether this libtorch has the setting.</returns>
    public static bool Require()
    {
        if (Native.Value is not { } functions) return false;
        ((delegate* unmanaged[Cdecl]<nint, byte, void>)functions[1])(Context(functions), 1);
        return true;
    }

    private static nint Context(nint[] functions) => ((delegate* unmanaged[Cdecl]<nint>)functions[0])();
}
