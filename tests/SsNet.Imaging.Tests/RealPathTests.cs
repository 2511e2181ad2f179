using SsNet.Testing;

namespace SsNet.Imaging.Tests;

public sealed class RealPathTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Links_anywhere_on_the_way_are_followed()
    {
        Directory.CreateDirectory(folder.FileNamed("real/inner"));
        File.WriteAllText(folder.FileNamed("real/inner/file"), "any");
        Directory.CreateSymbolicLink(folder.FileNamed("first"), folder.FileNamed("real"));
        Directory.CreateSymbolicLink(folder.FileNamed("second"), "first");
        File.CreateSymbolicLink(folder.FileNamed("third"), folder.FileNamed("second/inner/file"));

        string expected = RealPath.Of(folder.FileNamed("real/inner/file"));
        Assert.EndsWith(Path.Combine("real", "inner", "file"), expected, StringComparison.Ordinal);
        foreach (string name in (string[])["third", "first/inner/file", "second/../second/./inner/file"]) Assert.Equal(expected, RealPath.Of(folder.FileNamed(name)));
    }

    [Fact]
    public void What_does_not_exist_yet_lies_where_its_folder_is()
    {
        Directory.CreateDirectory(folder.FileNamed("real"));
        Directory.CreateSymbolicLink(folder.FileNamed("link"), folder.FileNamed("real"));
        Assert.Equal(RealPath.Of(folder.FileNamed("real/a/b")), RealPath.Of(folder.FileNamed("link/a/b/")));
        Assert.Equal("/", RealPath.Of("/"));
    }

    [Fact]
    public void Links_in_a_circle_are_reported()
    {
        File.CreateSymbolicLink(folder.FileNamed("a"), folder.FileNamed("b"));
        File.CreateSymbolicLink(folder.FileNamed("b"), folder.FileNamed("a"));
        Assert.Contains("cannot be followed", Assert.Throws<ReportedException>(() => RealPath.Of(folder.FileNamed("a"))).Message, StringComparison.Ordinal);
    }
}
