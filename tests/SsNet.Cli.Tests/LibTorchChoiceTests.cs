using SsNet.Devices;
using SsNet.Testing;

namespace SsNet.Cli.Tests;

/// <summary>The libtorch of another folder, in processes of their own: the tests' own process has loaded one already.</summary>
public sealed class LibTorchChoiceTests : IDisposable
{
    private const string Name = "libtorch_cpu.so";

    private readonly TemporaryFolder folder = new();

    public LibTorchChoiceTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Another libtorch can be chosen on Linux alone.");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_computes_with_the_libtorch_that_was_named_and_with_no_other()
    {
        string named = Copy("2.10.0+elsewhere");
        string run = folder.FileNamed("run");
        using var process = new SsnetProcess(
            Choice(folder.Path),
            ["train", "--recipe", "phantom-4", "--out", run, "--base-width", "2", "--patch", "48,16,16", "--precision", "bfloat16", "--threads", "1", "--checkpoint-every", "1"]);
        // In bfloat16, so that the functions too are used that are found by their C++ names.
        while (!File.Exists(Path.Combine(run, "checkpoints", "last.safetensors")) && !process.HasExited) Thread.Sleep(20);
        string[] loaded = process.HasExited ? [] : [.. File.ReadAllLines($"/proc/{process.Id}/maps").Where(line => line.EndsWith($"/{Name}", StringComparison.Ordinal)).Select(line => line[line.IndexOf('/', StringComparison.Ordinal)..]).Distinct()];
        process.Signal("TERM");
        var (code, output, error) = process.Wait();
        Assert.Equal((ExitCode.Interrupted, ""), (code, error));
        Assert.Contains("which is saved", output, StringComparison.Ordinal);
        Assert.Equal([Path.Combine(named, Name)], loaded);
        Assert.Contains("2.10.0\\u002Belsewhere", File.ReadAllText(Path.Combine(run, "environment.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_version_is_told_before_it_is_used()
    {
        string named = Copy("2.9.1");
        var (code, output, error) = Run(named, "info");
        Assert.Equal(ExitCode.Success, code);
        Assert.Equal($"warning: SSNET_LIBTORCH: {named} holds libtorch 2.9.1, and this program was built for 2.10; it may fail, or give other numbers.\n", error);
        Assert.Contains($"libtorch    2.9.1, without CUDA\n            {Path.Combine(named, Name)}\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_that_calls_itself_otherwise_is_refused_rather_than_loaded_beside_the_programs_own()
    {
        string libraries = folder.FileNamed("lib");
        Directory.CreateDirectory(libraries);
        foreach (string name in (string[])["libc10.so", Name, "libtorch.so"]) File.Copy(Path.Combine(NativeFolder, "libSkiaSharp.so"), Path.Combine(libraries, name));
        File.WriteAllText(folder.FileNamed("version.py"), "__version__ = '1.13.0a0'\n");
        AssertRefused(folder.Path, $"SSNET_LIBTORCH: the libc10.so in {libraries} calls itself by another name", "(version 1.13.0a0)", "take a libtorch or PyTorch 2.10");
    }

    [Fact]
    public void A_file_that_is_no_library_is_refused_with_what_the_loader_says()
    {
        foreach (string name in (string[])["libc10.so", Name]) File.WriteAllText(folder.FileNamed(name), "not a library, but long enough for the header of one: 0123456789 0123456789");
        AssertRefused(folder.Path, $"SSNET_LIBTORCH: {folder.FileNamed("libc10.so")} cannot be loaded: ", "invalid ELF header");
    }

    [Fact]
    public void A_folder_without_libtorch_is_refused_with_what_was_looked_for() =>
        AssertRefused(folder.Path, $"SSNET_LIBTORCH: {folder.Path} has no {Name}, nor have lib and torch/lib in it");

    private static string NativeFolder => Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native");

    private static (string Name, string Value)[] Choice(string named) => [(LibTorch.Variable, named)];

    private static (int Code, string Output, string Error) Run(string named, params string[] arguments)
    {
        using var process = new SsnetProcess(Choice(named), arguments);
        return process.Wait();
    }

    private static void AssertRefused(string named, params string[] parts)
    {
        var (code, _, error) = Run(named, "info");
        Assert.Equal(ExitCode.Failure, code);
        Call.AssertOneLine(error, parts);
    }

    /// <summary>Copies the program's libtorch: links would be the same files.</summary>
    private string Copy(string version)
    {
        string libraries = folder.FileNamed("lib");
        Directory.CreateDirectory(libraries);
        foreach (string pattern in (string[])["libc10.so", "libtorch.so", Name, "libtorch_global_deps.so", "libgomp*"])
        {
            foreach (string file in Directory.EnumerateFiles(NativeFolder, pattern)) File.Copy(file, Path.Combine(libraries, Path.GetFileName(file)));
        }

        File.WriteAllText(folder.FileNamed("build-version"), version);
        return libraries;
    }
}
