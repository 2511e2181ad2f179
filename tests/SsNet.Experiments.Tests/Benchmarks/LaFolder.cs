using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Experiments.Tests.Benchmarks;

/// <summary>A tiny data set in the published layout, removed afterwards.</summary>
internal sealed class LaFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public LaFolder(string[] training, string[] test, params string[] withoutLabel)
    {
        WriteList("train.list", training);
        WriteList("test.list", test);
        foreach (string id in training.Concat(test)) WriteScan(id, !withoutLabel.Contains(id));
    }

    public string Path => folder.Path;

    public string ScanPath(string id) => folder.FileNamed($"2018LA_Seg_Training Set/{id}/mri_norm2.h5");

    public void WriteList(string name, params string[] lines) => File.WriteAllLines(folder.FileNamed(name), lines);

    public void Dispose() => folder.Dispose();

    private void WriteScan(string id, bool label)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(ScanPath(id))!);
        var geometry = Geometry.OfSize(4, 4, 2);
        float[] voxels = [.. Enumerable.Range(0, 32).Select(i => (float)i)];
        Hdf5File.Write(ScanPath(id), new Volume<float>(geometry, voxels), label ? new Volume<byte>(geometry, Array.ConvertAll(voxels, v => (byte)(v >= 16 ? 1 : 0))) : null);
    }
}
