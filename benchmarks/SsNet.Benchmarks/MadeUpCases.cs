using System.Globalization;
using SsNet.Data;
using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Volumes;

namespace SsNet.Benchmarks;

/// <summary>Cases in HDF5 files, of the size that those of the field have: noise with a bright ball that is the label.</summary>
internal sealed class MadeUpCases : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ssnet-benchmark-");

    /// <summary>Writes the files.</summary>
    /// <param name="size">Voxels per axis.</param>
    /// <param name="labelled">Cases with a label.</param>
    /// <param name="unlabelled">Cases that are used without one.</param>
    public MadeUpCases(int[] size, int labelled, int unlabelled)
    {
        var label = new Volume<byte>(Geometry.OfSize(size));
        int[] strides = Geometry.Strides(size);
        for (int i = 0; i < label.Voxels.Length; i++)
        {
            double distance = size.Index().Sum(axis => Math.Pow((i / strides[axis.Index] % axis.Item + 0.5) / axis.Item - 0.5, 2));
            label.Voxels[i] = (byte)(distance < 0.04 ? 1 : 0);
        }

        Data = new Dataset(
            [.. Enumerable.Range(0, labelled).Select(index => Source(index, label, isLabelled: true))],
            [.. Enumerable.Range(labelled, unlabelled).Select(index => Source(index, label, isLabelled: false))]);
    }

    /// <summary>The cases; a label is read with those that have one alone.</summary>
    public Dataset Data { get; }

    /// <summary>Deletes the files.</summary>
    public void Dispose() => folder.Delete(recursive: true);

    private CaseSource Source(int index, Volume<byte> label, bool isLabelled)
    {
        var random = new Random(index);
        string id = index.ToString(CultureInfo.InvariantCulture), path = Path.Combine(folder.FullName, $"{id}.h5");
        var image = new Volume<float>(label.Geometry, [.. label.Voxels.Select(value => (float)(value + random.NextDouble() - 0.5))]);
        Hdf5File.Write(path, image, label);
        return new CaseSource(id, Load, path);

        Case Load()
        {
            if (!isLabelled) return new Case(id, Hdf5File.ReadImage(path), null);
            var (read, classes) = Hdf5File.Read(path);
            return new Case(id, read, classes);
        }
    }
}
