namespace SsNet.Imaging.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    private string Target => Path.Combine(folder.FullName, "file.bin");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_file_is_written_and_replaced()
    {
        AtomicFile.Write(Target, stream => stream.Write([1, 2, 3]));
        AtomicFile.Write(Target, stream => stream.Write([4]));

        Assert.Equal([4], File.ReadAllBytes(Target));
        Assert.Single(folder.GetFiles());
    }

    [Fact]
    public void A_full_disk_leaves_the_previous_file_and_nothing_else()
    {
        File.WriteAllBytes(Target, [1, 2, 3]);

        var error = Assert.Throws<ReportedException>(() => AtomicFile.Write(Target, stream =>
        {
            stream.Write(new byte[100_000]);
            throw new IOException("No space left on device");
        }));

        Assert.Contains(Target, error.Message, StringComparison.Ordinal);
        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Target));
        Assert.Single(folder.GetFiles());
    }

    [Fact]
    public void Other_failures_pass_through_and_leave_nothing()
    {
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(Target, _ => throw new InvalidOperationException()));
        Assert.Empty(folder.GetFiles());
    }

    [Fact]
    public void A_missing_folder_is_reported()
    {
        string path = Path.Combine(folder.FullName, "missing", "file.bin");
        var error = Assert.Throws<ReportedException>(() => AtomicFile.Write(path, _ => { }));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_that_name_is_reported_and_left_alone()
    {
        Directory.CreateDirectory(Target);
        Assert.Throws<ReportedException>(() => AtomicFile.Write(Target, stream => stream.Write([1])));
        Assert.Empty(folder.GetFiles());
        Assert.True(Directory.Exists(Target));
    }
}
