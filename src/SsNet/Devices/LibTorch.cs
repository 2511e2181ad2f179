using System.Runtime.InteropServices;
using SsNet.Imaging;
using static TorchSharp.torch;

namespace SsNet.Devices;

/// <summary>
/// The libtorch that computes: the one the program comes with, or the one in the folder that the environment variable SSNET_LIBTORCH names, such as that of a Python PyTorch.
/// </summary>
public static class LibTorch
{
    /// <summary>The environment variable that names a folder with another libtorch than the program's own.</summary>
    public const string Variable = "SSNET_LIBTORCH";

    /// <summary>The version that TorchSharp was built for.</summary>
    public const string ExpectedVersion = "2.10";

    private const string Cpu = "libtorch_cpu.so", Cuda = "libtorch_cuda.so";

    private static readonly Lazy<LibTorchFolder?> Chosen = new(LoadChosen);

    /// <summary>
    /// Loads the libtorch that <see cref="Variable"/> names; without it nothing happens yet, since TorchSharp loads its own when it is first used. The parts of this library that use
    /// libtorch call it first. A program that uses TorchSharp by itself before them has to call it at its start.
    /// </summary>
    /// <exception cref="ReportedException">There is no libtorch in that folder or in the program's, or it cannot be loaded.</exception>
    public static void Load() => _ = Chosen.Value;

    /// <summary>What is doubtful about the libtorch that was named; null when nothing is.</summary>
    /// <exception cref="ReportedException">As of <see cref="Load"/>.</exception>
    public static string? Warning => Chosen.Value?.Warning;

    /// <summary>Its version, as 2.10.0 or 2.10.0+cu128.</summary>
    /// <exception cref="ReportedException">As of <see cref="Load"/>.</exception>
    public static string Version => Chosen.Value is { } chosen ? chosen.Version ?? "of unknown version" : __version__;

    /// <summary>The files of it that are in memory: one, unless something is very wrong. Empty where the system does not tell.</summary>
    /// <exception cref="ReportedException">As of <see cref="Load"/>.</exception>
    public static IReadOnlyList<string> Files
    {
        get
        {
            Load();
            // TorchSharp loads what it needs when it is first used.
            _ = CPU;
            return LoadedLibraries.Named(Cpu);
        }
    }

    /// <summary>Whether it was built for graphics cards; it needs a card and a driver too.</summary>
    /// <exception cref="ReportedException">As of <see cref="Load"/>.</exception>
    public static bool IsBuiltForCuda => Files.Count == 0 ? cuda.is_available() : LoadedLibraries.Named(Cuda).Count > 0;

    /// <summary>The addresses of functions that libtorch exports under their C++ names; null unless it has all of them.</summary>
    internal static nint[]? Exports(params ReadOnlySpan<string> names)
    {
        Load();
        _ = CPU;
        // By its bare name the loader gives the library that is in memory. With the assembly, .NET would look into the program's folder first, where another one may lie.
        if (!(OperatingSystem.IsLinux() ? NativeLibrary.TryLoad(Cpu, out nint library) : NativeLibrary.TryLoad("libtorch_cpu", typeof(LibTorch).Assembly, null, out library))) return null;
        var addresses = new nint[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            if (!NativeLibrary.TryGetExport(library, names[i], out addresses[i])) return null;
        }

        return addresses;
    }

    private static LibTorchFolder? LoadChosen()
    {
        string? named = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named))
        {
            if (!OperatingSystem.IsLinux()) throw new ReportedException($"{Variable}: another libtorch can be chosen on Linux alone; unset it.");
            var folder = LibTorchFolder.Find(named);
            LibTorchLoader.Load(folder);
            return folder;
        }

        if (OperatingSystem.IsLinux() && LibTorchLoader.ShimPath is { } shim && !File.Exists(Path.Combine(Path.GetDirectoryName(shim)!, Cpu)) && LoadedLibraries.Named(Cpu).Count == 0)
        {
            throw new ReportedException($"This program comes without libtorch: name a folder with libtorch or PyTorch {ExpectedVersion} in the environment variable {Variable}.");
        }

        return null;
    }
}
