using SsNet.Devices;
using SsNet.Imaging;
using SsNet.Testing;

namespace SsNet.Tests.Devices;

public class LibTorchFolderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("", "lib")]
    [InlineData("", "torch/lib")]
    public void It_is_found_where_it_is_and_below(string named, string libraries)
    {
        using var folder = new TemporaryFolder();
        Put(folder, $"{libraries}/libtorch_cpu.so");
        Assert.Equal(Path.GetFullPath(folder.FileNamed(libraries)).TrimEnd('/'), LibTorchFolder.Find(folder.FileNamed(named)).Libraries.TrimEnd('/'));
    }

    [Theory]
    [InlineData("build-version", "2.10.0+cu128\n", "2.10.0+cu128")]
    [InlineData("lib/build-version", "2.10.1", "2.10.1")]
    [InlineData("version.py", "from typing import Optional\n__all__ = ['__version__', 'cuda']\n__version__ = '2.11.0+cu130'\ndebug = False\n", "2.11.0+cu130")]
    [InlineData("version.py", "__version__: str = \"2.10.0a0\"\n", "2.10.0a0")]
    [InlineData("share/cmake/Torch/TorchConfigVersion.cmake", "set(PACKAGE_VERSION \"2.9.1\")\n", "2.9.1")]
    [InlineData("version.py", "nothing = 1\n", null)]
    public void Its_version_is_read_from_what_comes_with_it(string file, string content, string? version)
    {
        using var folder = new TemporaryFolder();
        Put(folder, "lib/libtorch_cpu.so");
        Put(folder, file, content);
        Assert.Equal(version, LibTorchFolder.Find(folder.Path).Version);
    }

    [Theory]
    [InlineData("2.10.0+cu128", null)]
    [InlineData("2.11.0+cu130", "holds libtorch 2.11.0+cu130, and this program was built for 2.10")]
    [InlineData("2.1.0", "holds libtorch 2.1.0, and this program was built for 2.10")]
    [InlineData(null, "says which version")]
    public void Another_version_than_expected_deserves_a_warning(string? version, string? warning)
    {
        string? actual = new LibTorchFolder("/opt/libtorch/lib", version).Warning;
        if (warning is null) Assert.Null(actual);
        else Assert.Contains(warning, actual, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_it_is_refused_with_what_was_looked_for()
    {
        using var folder = new TemporaryFolder();
        string message = Assert.Throws<ReportedException>(() => LibTorchFolder.Find(folder.Path)).Message;
        Assert.StartsWith($"SSNET_LIBTORCH: {folder.Path} has no libtorch_cpu.so, nor have lib and torch/lib in it; name the folder", message, StringComparison.Ordinal);
    }

    private static void Put(TemporaryFolder folder, string name, string content = "")
    {
        string path = folder.FileNamed(name.TrimStart('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
