using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Cli.Tests;

/// <summary>Three tiny scans in the published layout, a and b to train on and t to test on, with a recipe for them; removed afterwards.</summary>
internal sealed class LaFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public LaFolder()
    {
        WriteList("train.list", "a", "b");
        WriteList("test.list", "t");
        foreach (string id in new[] { "a", "b", "t" })
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(ScanPath(id))!);
            Write(id, Image(), Label());
        }

        File.WriteAllText(RecipePath, """
            [data]
            labelled = 1

            [network]
            base-width = 2

            [training]
            iterations = 1
            patch = [16, 16, 16]
            labelled-per-batch = 1
            unlabelled-per-batch = 1
            workers = 0
            threads = 1

            [prediction]
            stride = [16, 16, 16]
            """);
    }

    public string Path => folder.Path;

    public string RecipePath => folder.FileNamed("recipe.toml");

    public string Run => folder.FileNamed("run");

    public static Geometry Grid => Geometry.OfSize(16, 16, 16);

    public static Volume<float> Image() => new(Grid, [.. Enumerable.Range(0, (int)Grid.VoxelCount).Select(i => (float)(i % 7))]);

    public static Volume<byte> Label(byte foreground = 1) => new(Grid, [.. Image().Voxels.Select(value => value > 3 ? foreground : (byte)0)]);

    public string ScanPath(string id) => folder.FileNamed($"2018LA_Seg_Training Set/{id}/mri_norm2.h5");

    public string FileNamed(string name) => folder.FileNamed(name);

    public void WriteList(string name, params string[] lines) => File.WriteAllLines(folder.FileNamed(name), lines);

    public void Write(string id, Volume<float>? image, Volume<byte>? label) => Hdf5File.Write(ScanPath(id), image, label);

    public void Dispose() => folder.Dispose();
}
