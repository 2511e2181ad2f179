using SsNet.Data;
using SsNet.Imaging;
using SsNet.Imaging.Formats.Hdf5;

namespace SsNet.Experiments.Benchmarks;

/// <summary>
/// The left atrium data as the field publishes it (Xiong et al. 2021; crops by Yu et al. 2019): <c>train.list</c>, <c>test.list</c>
/// and <c>2018LA_Seg_Training Set/&lt;case&gt;/mri_norm2.h5</c> with an image and, where somebody segmented it, a label.
/// </summary>
public sealed class LaBenchmark : IBenchmark
{
    /// <summary>The name of the list of training scans.</summary>
    internal const string TrainingList = "train.list";

    /// <summary>The folder of the scans.</summary>
    internal const string ScanFolder = "2018LA_Seg_Training Set";
    private const string ScanFile = "mri_norm2.h5";

    private readonly string folder;
    private readonly CaseList training;

    private LaBenchmark(string folder, CaseList training, CaseList test)
    {
        this.folder = folder;
        this.training = training;
        Test = [.. test.Entries.Select(entry => WithLabel(entry.Id, test.Path))];
    }

    /// <summary>What the classes 1, 2, … are.</summary>
    internal static IReadOnlyList<string> Classes { get; } = ["left atrium"];

    /// <inheritdoc/>
    public string Name => "LA";

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => Classes;

    /// <inheritdoc/>
    public IReadOnlyList<CaseSource> Test { get; }

    /// <inheritdoc/>
    public IReadOnlyList<CaseSource> Validation => [];

    /// <summary>Finds the lists and checks that every case has a file; nothing is decoded yet.</summary>
    /// <param name="folder">The folder of the lists.</param>
    /// <exception cref="ReportedException">Folder, list or file is missing, or a case is listed twice.</exception>
    public static LaBenchmark Open(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new ReportedException($"{folder}: there is no such folder; give the folder that holds train.list, test.list and '{ScanFolder}'.");
        }

        var training = new CaseList(Path.Combine(folder, TrainingList));
        var test = new CaseList(Path.Combine(folder, "test.list"));
        foreach (var list in new[] { training, test }) list.RequireFiles(id => ScanPath(folder, id));

        var trainingIds = training.Entries.Select(entry => entry.Id).ToHashSet();
        foreach (var (id, line) in test.Entries)
        {
            if (trainingIds.Contains(id)) throw test.Failure(line, $"case {id} is in train.list too; a test case must not be trained on: remove it from one of the lists.");
        }

        return new LaBenchmark(folder, training, test);
    }

    /// <inheritdoc/>
    public Dataset Training(int labelled, int cases = 0)
    {
        (labelled, cases) = TrainingCounts.Resolve(training.Path, "cases", training.Entries.Count, labelled, cases);
        string[] ids = [.. training.Entries.Take(cases).Select(entry => entry.Id)];
        return new Dataset(
            [.. ids.Take(labelled).Select(id => WithLabel(id, training.Path))],
            [.. ids.Skip(labelled).Select(WithoutLabel)]);
    }

    private CaseSource WithoutLabel(string id)
    {
        string path = ScanPath(folder, id);
        return new CaseSource(id, () => new Case(id, Hdf5File.ReadImage(path), label: null), path);
    }

    private CaseSource WithLabel(string id, string list)
    {
        string path = ScanPath(folder, id);
        return new CaseSource(id, Load, path);

        Case Load() => Hdf5File.Read(path) is { Label: { } label } content
            ? new Case(id, content.Image, label)
            : throw new ReportedException($"{path}: there is no dataset 'label', but {Path.GetFileName(list)} makes {id} a case whose label is needed; add the label or move the case down the training list.");
    }

    private static string ScanPath(string folder, string id) => Path.Combine(folder, ScanFolder, id, ScanFile);
}
