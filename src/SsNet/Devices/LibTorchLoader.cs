using System.Runtime.InteropServices;
using SsNet.Imaging;

namespace SsNet.Devices;

/// <summary>
/// Loads a libtorch on Linux before TorchSharp does. LibTorchSharp, the library between the two, needs libtorch by name, and the system's loader takes the libraries of these names that are in
/// memory already; build/ChangeTorchSharp.cs keeps TorchSharp from loading others by their paths.
/// </summary>
internal static partial class LibTorchLoader
{
    private const string Shim = "libLibTorchSharp.so";

    // Flags of dlopen.
    private const int Lazy = 1, Now = 2, OnlyLoaded = 4, Global = 0x100;

    /// <summary>What LibTorchSharp needs by name.</summary>
    private static readonly string[] Needed = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];

    /// <summary>Each before those that need it. CUDA's are in no libtorch without CUDA.</summary>
    private static readonly string[] Order = ["libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch_cuda.so", "libtorch.so"];

    /// <summary>Where LibTorchSharp lies that .NET will load for TorchSharp; null where it is not found.</summary>
    public static string? ShimPath
    {
        get
        {
            string searched = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
            return searched.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Append(AppContext.BaseDirectory)
                .Select(folder => Path.Combine(folder, Shim)).FirstOrDefault(File.Exists);
        }
    }

    /// <summary>Loads libtorch.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <exception cref="ReportedException">It cannot be loaded, does not fit TorchSharp, or comes too late.</exception>
    public static void Load(LibTorchFolder folder)
    {
        if (LoadedLibraries.Named("libtorch_cpu.so") is [var loaded, ..])
        {
            throw new ReportedException($"{LibTorch.Variable}: {loaded} is loaded already; call LibTorch.Load() at the start of the program, before TorchSharp is used.");
        }

        // It names the libraries of Intel and NVIDIA that libtorch needs, some of which find each other only if all can see them.
        _ = Open(Path.Combine(folder.Libraries, "libtorch_global_deps.so"), Lazy | Global);
        foreach (string name in Order)
        {
            string path = Path.Combine(folder.Libraries, name);
            if (name.Contains("cuda", StringComparison.Ordinal) && !File.Exists(path)) continue;
            if (Open(path, Lazy) is { } failure) throw new ReportedException($"{LibTorch.Variable}: {path} cannot be loaded: {failure}");
        }

        foreach (string name in Needed)
        {
            if (Open(name, Lazy | OnlyLoaded) is null) continue;
            throw new ReportedException($"{LibTorch.Variable}: the {name} in {folder.Libraries} calls itself by another name, so that TorchSharp would not use it{VersionText(folder)}; take a libtorch or PyTorch {LibTorch.ExpectedVersion} from pytorch.org.");
        }

        // All of its functions are looked up now: one that is missing would end the program later, without a message.
        if (ShimPath is { } shim && Open(shim, Now) is { } mismatch)
        {
            throw new ReportedException($"{LibTorch.Variable}: TorchSharp does not fit the libtorch in {folder.Libraries}{VersionText(folder)}: {mismatch}; take libtorch or PyTorch {LibTorch.ExpectedVersion}.");
        }
    }

    private static string VersionText(LibTorchFolder folder) => folder.Version is null ? "" : $" (version {folder.Version})";

    /// <summary>Loads a library; what stands against it, or null.</summary>
    private static string? Open(string name, int flags)
    {
        // Binding this function loads libraries itself and would clear the message later.
        _ = LastError();
        return Open(name, (nuint)flags) != 0 ? null : Marshal.PtrToStringUTF8(LastError()) ?? "the loader says nothing more";
    }

    [LibraryImport("libdl.so.2", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string name, nuint flags);

    [LibraryImport("libdl.so.2", EntryPoint = "dlerror")]
    private static partial nint LastError();
}
