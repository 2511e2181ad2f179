using SsNet.Data;
using SsNet.Imaging;
using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Benchmarks;

/// <summary>The files of the ACDC data: where they lie, and how they are read.</summary>
/// <param name="folder">The folder of the lists.</param>
internal sealed class AcdcFiles(string folder)
{
    /// <summary>The file of a slice, or with * for the number the files of a volume's slices.</summary>
    /// <param name="id">The slice.</param>
    public string SlicePath(string id) => Path.Combine(folder, "data", "slices", $"{id}.h5");

    /// <summary>The file of a whole volume.</summary>
    /// <param name="id">The volume.</param>
    public string VolumePath(string id) => Path.Combine(folder, "data", $"{id}.h5");

    /// <summary>A slice to train on.</summary>
    /// <param name="id">The slice.</param>
    /// <param name="labelled">Whether its label is read; if not, nobody looks for one.</param>
    public CaseSource Slice(string id, bool labelled) => new(id, () => ReadSlice(id, labelled), SlicePath(id)) { Group = AcdcSliceName.PatientOf(id) };

    /// <summary>Reads a slice.</summary>
    /// <param name="id">The slice.</param>
    /// <param name="labelled">Whether its label is read.</param>
    /// <exception cref="ReportedException">The file cannot be read, does not hold a slice or lacks the label.</exception>
    public Case ReadSlice(string id, bool labelled)
    {
        string path = SlicePath(id);
        var (image, label) = labelled ? Hdf5File.Read(path) : new Hdf5Content(Hdf5File.ReadImage(path), null);
        RequireAxes(path, image, 2, "a file in data/slices holds one slice; cut the image into slices, a file for each");
        if (labelled && label is null)
        {
            throw new ReportedException($"{path}: there is no dataset 'label', but {AcdcBenchmark.TrainingList} makes {id} a slice whose label is needed; add the label or move the patient down the training list.");
        }

        return new Case(id, image, label);
    }

    /// <summary>A whole volume with its label.</summary>
    /// <param name="id">The volume.</param>
    /// <param name="list">The list that names it.</param>
    public CaseSource Volume(string id, CaseList list)
    {
        string path = VolumePath(id);
        return new CaseSource(id, Load, path) { Group = AcdcSliceName.PatientOf(id) };

        Case Load()
        {
            var (image, label) = Hdf5File.Read(path);
            string listName = Path.GetFileName(list.Path);
            RequireAxes(path, image, 3, $"{listName} names whole volumes, slices first; put the slices into one image, or remove the line");
            return label is null
                ? throw new ReportedException($"{path}: there is no dataset 'label', but {listName} makes {id} a case whose label is needed; add the label or remove the line.")
                : new Case(id, image, label);
        }
    }

    private static void RequireAxes(string path, Volume<float> image, int axes, string remedy)
    {
        if (image.Geometry.Rank != axes) throw new ReportedException($"{path}: the image has {image.Geometry.Rank} axes ({image.Geometry.SizeText}), but {remedy}.");
    }
}
