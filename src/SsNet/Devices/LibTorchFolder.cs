using System.Text.RegularExpressions;
using SsNet.Imaging;

namespace SsNet.Devices;

/// <summary>A folder with an installed libtorch.</summary>
/// <param name="Libraries">The folder that holds libtorch_cpu.so.</param>
/// <param name="Version">What its files say of its version, as 2.10.0+cu128; null where they say nothing.</param>
internal sealed partial record LibTorchFolder(string Libraries, string? Version)
{
    // libtorch itself, libtorch as PyTorch.org packs it, the Python package, and the folder that Python packages lie in.
    private static readonly string[] Places = ["", "lib", "torch/lib"];

    /// <summary>What is doubtful about it; null when nothing is.</summary>
    public string? Warning => Version is null
        ? $"{LibTorch.Variable}: nothing in {Libraries} says which version of libtorch it is; this program was built for {LibTorch.ExpectedVersion}."
        : Version.StartsWith($"{LibTorch.ExpectedVersion}.", StringComparison.Ordinal)
            ? null
            : $"{LibTorch.Variable}: {Libraries} holds libtorch {Version}, and this program was built for {LibTorch.ExpectedVersion}; it may fail, or give other numbers.";

    /// <summary>Finds libtorch in what a user named: its own folder, or one above.</summary>
    /// <param name="named">The folder.</param>
    /// <exception cref="ReportedException">There is none.</exception>
    public static LibTorchFolder Find(string named)
    {
        string? libraries = Places.Select(place => Path.GetFullPath(Path.Combine(named, place))).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "libtorch_cpu.so")));
        return libraries is not null
            ? new LibTorchFolder(libraries, VersionOf(libraries))
            : throw new ReportedException(
                $"{LibTorch.Variable}: {named} has no libtorch_cpu.so, nor have lib and torch/lib in it; name the folder of a libtorch or of a Python package torch, as python3 -c 'import torch; print(torch.__path__[0])' prints it.");
    }

    private static string? VersionOf(string libraries)
    {
        foreach (string folder in (string[])[libraries, Path.GetDirectoryName(libraries) ?? libraries])
        {
            if (Read(Path.Combine(folder, "build-version")) is { } text && Number().Match(text) is { Success: true } plain) return plain.Value;
            if (Read(Path.Combine(folder, "version.py")) is { } python && PythonVersion().Match(python) is { Success: true } quoted) return quoted.Groups[1].Value;
            if (Read(Path.Combine(folder, "share/cmake/Torch/TorchConfigVersion.cmake")) is { } cmake && CmakeVersion().Match(cmake) is { Success: true } set) return set.Groups[1].Value;
        }

        return null;
    }

    private static string? Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\d+\.\d+[\w.+-]*")]
    private static partial Regex Number();

    [GeneratedRegex(@"^__version__\s*(?::.*)?=\s*['""](\d+\.\d+[\w.+-]*)['""]", RegexOptions.Multiline)]
    private static partial Regex PythonVersion();

    [GeneratedRegex(@"PACKAGE_VERSION\s+""(\d+\.\d+[\w.+-]*)""")]
    private static partial Regex CmakeVersion();
}
