namespace SsNet.Tests.Weights;

/// <summary>A path in a folder of its own, gone with it.</summary>
public sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public TemporaryFile()
    {
    }

    public TemporaryFile(byte[] content)
    {
        File.WriteAllBytes(FilePath, content);
    }

    public string FilePath => Path.Combine(folder.FullName, "weights");

    public void Dispose() => folder.Delete(recursive: true);
}
