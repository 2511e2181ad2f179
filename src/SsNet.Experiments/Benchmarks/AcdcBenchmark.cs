using SsNet.Data;
using SsNet.Imaging;

namespace SsNet.Experiments.Benchmarks;

/// <summary>
/// The cine data as the field publishes them (Bernard et al. 2018; slices and lists by Luo et al. 2020): <c>train_slices.list</c> with
/// <c>data/slices/&lt;patient&gt;_&lt;frame&gt;_slice_&lt;number&gt;.h5</c>, <c>val.list</c> and <c>test.list</c> with
/// <c>data/&lt;patient&gt;_&lt;frame&gt;.h5</c>, slices first; each with an image and, where somebody segmented it, a label.
/// </summary>
public sealed class AcdcBenchmark : IBenchmark
{
    /// <summary>The name of the list of training slices.</summary>
    internal const string TrainingList = "train_slices.list";

    private readonly string listPath;
    private readonly IReadOnlyList<AcdcVolume> volumes;

    private AcdcBenchmark(AcdcFiles files, CaseList training, CaseList validation, CaseList test)
    {
        listPath = training.Path;
        // Groups come in the order in which their first slices are listed, and so do the slices within.
        volumes = [.. AcdcSliceName.ParseAll(training).GroupBy(slice => slice.Volume).Select(group => new AcdcVolume(group.Key, [.. group], files))];
        Validation = [.. validation.Entries.Select(entry => files.Volume(entry.Id, validation))];
        Test = [.. test.Entries.Select(entry => files.Volume(entry.Id, test))];
    }

    /// <summary>What the classes 1, 2, … are.</summary>
    internal static IReadOnlyList<string> Classes { get; } = ["right ventricle", "myocardium", "left ventricle"];

    /// <inheritdoc/>
    public string Name => "ACDC";

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => Classes;

    /// <inheritdoc/>
    public IReadOnlyList<CaseSource> Test { get; }

    /// <inheritdoc/>
    public IReadOnlyList<CaseSource> Validation { get; }

    /// <summary>Finds the lists and checks that every slice and volume has a file and no patient is in two lists; nothing is decoded yet.</summary>
    /// <param name="folder">The folder of the lists.</param>
    /// <exception cref="ReportedException">Folder, list or file is missing, a name is listed twice or of the wrong form, or a patient is in two lists.</exception>
    public static AcdcBenchmark Open(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new ReportedException($"{folder}: there is no such folder; give the folder that holds {TrainingList}, val.list, test.list and 'data'.");
        }

        var files = new AcdcFiles(folder);
        var training = new CaseList(Path.Combine(folder, TrainingList));
        var validation = new CaseList(Path.Combine(folder, "val.list"));
        var test = new CaseList(Path.Combine(folder, "test.list"));
        var benchmark = new AcdcBenchmark(files, training, validation, test);
        training.RequireFiles(files.SlicePath);
        validation.RequireFiles(files.VolumePath);
        test.RequireFiles(files.VolumePath);
        RequireOtherPatients(validation, training, "a validation case must not be trained on");
        RequireOtherPatients(test, training, "a test case must not be trained on");
        RequireOtherPatients(test, validation, "a test case must not choose the weights");
        return benchmark;
    }

    /// <summary>
    /// The training volumes, each with its slices; those of the first patients labelled. Patients count in the order in which the list
    /// first names them, and all their slices belong to them, wherever the list has them.
    /// </summary>
    /// <param name="labelled">How many patients are labelled; 0 for all.</param>
    /// <param name="cases">How many patients there are in all, from the head of the list; 0 for the whole list.</param>
    /// <exception cref="ReportedException">There are not as many.</exception>
    public Dataset Training(int labelled, int cases = 0)
    {
        string[] patients = [.. volumes.Select(volume => volume.Patient).Distinct()];
        (labelled, cases) = TrainingCounts.Resolve(listPath, "patients", patients.Length, labelled, cases);
        return new Dataset(
            [.. VolumesOf(patients[..labelled]).Select(volume => volume.ToSource(labelled: true))],
            [.. VolumesOf(patients[labelled..cases]).Select(volume => volume.ToSource(labelled: false))]);
    }

    private IEnumerable<AcdcVolume> VolumesOf(string[] patients) => volumes.Where(volume => patients.Contains(volume.Patient));

    private static void RequireOtherPatients(CaseList list, CaseList other, string reason)
    {
        var lines = new Dictionary<string, int>();
        foreach (var (id, line) in other.Entries) lines.TryAdd(AcdcSliceName.PatientOf(id), line);
        foreach (var (id, line) in list.Entries)
        {
            string patient = AcdcSliceName.PatientOf(id);
            if (!lines.TryGetValue(patient, out int otherLine)) continue;
            throw list.Failure(line, $"{patient} is in line {otherLine} of {Path.GetFileName(other.Path)} too; {reason}: remove the patient from one of the lists.");
        }
    }
}
