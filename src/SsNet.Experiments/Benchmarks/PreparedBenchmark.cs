using SsNet.Data;
using SsNet.Experiments.Preparing;
using SsNet.Imaging;

namespace SsNet.Experiments.Benchmarks;

/// <summary>
/// Anybody's data, prepared (<see cref="PreparedFolder"/>). Training cases come in the order of <c>train.list</c>; those without a label map are unlabelled whatever is asked for.
/// </summary>
public sealed class PreparedBenchmark : IBenchmark
{
    private readonly PreparedFolder folder;
    private readonly IReadOnlyList<PreparedCase> training;

    private PreparedBenchmark(PreparedFolder folder, IReadOnlyList<PreparedCase> training, IReadOnlyList<PreparedCase> validation, IReadOnlyList<PreparedCase> test)
    {
        this.folder = folder;
        this.training = training;
        Validation = [.. validation.Select(item => Source(item, labelled: true))];
        Test = [.. test.Select(item => Source(item, labelled: true))];
    }

    /// <inheritdoc/>
    public string Name => folder.Record.Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => [.. folder.Record.Labels.Classes.Select(item => item.Name)];

    /// <inheritdoc/>
    public bool AllowsIgnored => folder.Record.Labels.Ignored.Length > 0;

    /// <inheritdoc/>
    public PreparationRecord Preparation => folder.Record;

    /// <inheritdoc/>
    public IReadOnlyList<CaseSource> Test { get; }

    /// <inheritdoc/>
    public IReadOnlyList<CaseSource> Validation { get; }

    /// <summary>Finds the lists and checks that every case is there, that those to be scored on have labels, and that no group is in two lists; no image is read yet.</summary>
    /// <param name="path">The prepared folder.</param>
    /// <exception cref="ReportedException">It is none, a list names a case that is not there, or a group is in two lists.</exception>
    public static PreparedBenchmark Open(string path)
    {
        var folder = PreparedFolder.Open(path);
        var groups = new Dictionary<string, string>();
        return new PreparedBenchmark(folder, Read(folder, folder.TrainingList, needLabels: false, groups), Optional(folder.ValidationList), Optional(folder.TestList));

        IReadOnlyList<PreparedCase> Optional(string list) => File.Exists(list) ? Read(folder, list, needLabels: true, groups) : [];
    }

    /// <inheritdoc/>
    public Dataset Training(int labelled, int cases = 0)
    {
        string[] groups = [.. training.Select(item => item.Group).Distinct()];
        string unit = groups.Length == training.Count ? "cases" : "groups";
        if (cases > groups.Length) throw new ReportedException($"{folder.TrainingList}: lists {groups.Length} {unit}, but training-cases is {cases}; lower it, or use 0 for all.");
        var taken = cases == 0 ? training : [.. training.Where(item => groups.AsSpan(0, cases).Contains(item.Group))];

        string[] labelledGroups = [.. taken.Where(item => item.Labelled).Select(item => item.Group).Distinct()];
        if (labelledGroups.Length == 0) throw new ReportedException($"{folder.TrainingList}: names no case with a label, and something has to be learnt from; segment some scans and prepare them.");
        if (labelled > labelledGroups.Length) throw new ReportedException($"{folder.TrainingList}: {labelledGroups.Length} {unit} have labels, but labelled is {labelled}; lower it, or use 0 for all.");
        string[] used = labelled == 0 ? labelledGroups : labelledGroups[..labelled];

        bool IsUsed(PreparedCase item) => item.Labelled && used.Contains(item.Group);
        return new Dataset(
            [.. taken.Where(IsUsed).Select(item => Source(item, labelled: true))],
            [.. taken.Where(item => !IsUsed(item)).Select(item => Source(item, labelled: false))]);
    }

    private CaseSource Source(PreparedCase item, bool labelled) =>
        new(item.Id, () => folder.ReadCase(item.Id, labelled), folder.CaseFile(item.Id)) { Group = item.Group };

    private static PreparedCase[] Read(PreparedFolder folder, string path, bool needLabels, Dictionary<string, string> listOfGroup)
    {
        var list = new CaseList(path);
        list.RequireFiles(folder.CaseFile);
        return [.. list.Entries.Select(entry =>
        {
            var item = folder.ReadReport(entry.Id);
            if (needLabels && !item.Labelled) throw list.Failure(entry.Line, $"case {entry.Id} has no label to be scored on; add its label and prepare again, or remove the line.");
            if (listOfGroup.TryAdd(item.Group, path) || listOfGroup[item.Group] == path) return item;
            string what = item.Group == entry.Id ? $"case {entry.Id}" : $"{item.Group}, of which case {entry.Id} is,";
            throw list.Failure(entry.Line, $"{what} is in {Path.GetFileName(listOfGroup[item.Group])} too; nobody may be both trained on and scored: remove the lines from one of the lists.");
        })];
    }
}
