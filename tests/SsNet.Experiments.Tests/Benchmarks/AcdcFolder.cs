using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Experiments.Tests.Benchmarks;

/// <summary>
/// A tiny data set in the published layout, removed afterwards: slices of 4×4 voxels, in line n of the list all of them n, and volumes
/// of 2×4×4. The label is 3 where the image is above 0.
/// </summary>
internal sealed class AcdcFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public AcdcFolder(params string[] slices)
    {
        Directory.CreateDirectory(folder.FileNamed("data/slices"));
        WriteList("train_slices.list", slices);
        WriteList("val.list", "patient201_frame01", "patient202_frame01");
        WriteList("test.list", "patient301_frame01", "patient301_frame02");
        foreach (var (index, id) in slices.Index()) WriteSlice(id, index + 1);
        foreach (string id in new[] { "patient201_frame01", "patient202_frame01", "patient301_frame01", "patient301_frame02" }) Write(VolumePath(id), 1, label: true, 2, 4, 4);
    }

    public string Path => folder.Path;

    public string SlicePath(string id) => folder.FileNamed($"data/slices/{id}.h5");

    public string VolumePath(string id) => folder.FileNamed($"data/{id}.h5");

    public void WriteList(string name, params string[] lines) => File.WriteAllLines(folder.FileNamed(name), lines);

    public void WriteSlice(string id, float value, bool label = true, int rows = 4) => Write(SlicePath(id), value, label, rows, 4);

    public static void Write(string path, float value, bool label, params int[] size)
    {
        var image = new Volume<float>(Geometry.OfSize(size));
        Array.Fill(image.Voxels, value);
        Hdf5File.Write(path, image, label ? new Volume<byte>(image.Geometry, Array.ConvertAll(image.Voxels, v => (byte)(v > 0 ? 3 : 0))) : null);
    }

    public void Dispose() => folder.Dispose();
}
