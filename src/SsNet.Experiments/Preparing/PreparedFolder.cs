using System.Text.Json;
using SsNet.Data;
using SsNet.Experiments.Runs;
using SsNet.Imaging;
using SsNet.Imaging.Formats.Hdf5;

namespace SsNet.Experiments.Preparing;

/// <summary>
/// A data set that was prepared: <c>preparation.json</c>, what was done; <c>cases/&lt;case&gt;.h5</c>, image and label map, each with a line of the report beside it;
/// <c>train.list</c>, <c>test.list</c> and, where the data set has one, <c>val.list</c>, one case a line, to be changed at will; <c>split.json</c>, what was drawn for the test;
/// <c>report.csv</c>.
/// </summary>
public sealed class PreparedFolder
{
    /// <summary>The name of the record of what was done.</summary>
    internal const string RecordName = "preparation.json";

    private const string CasesName = "cases", SplitName = "split.json", LockName = "prepare.lock";

    /// <summary>What <see cref="AtomicFile"/> calls a file that it has not finished.</summary>
    private const string Unfinished = "*.????????????????????????????????.tmp";

    private PreparedFolder(string path, PreparationRecord record)
    {
        Path = path;
        Record = record;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>What was done.</summary>
    public PreparationRecord Record { get; }

    /// <summary>The list of training cases, labelled ones first.</summary>
    public string TrainingList => Inside("train.list");

    /// <summary>The list of validation cases, where the data set sets some apart.</summary>
    public string ValidationList => Inside("val.list");

    /// <summary>The list of test cases; there may be none.</summary>
    public string TestList => Inside("test.list");

    /// <summary>A line per case: what it was, what it is, and how large its classes are.</summary>
    public string Report => Inside("report.csv");

    /// <summary>What was decided about the split.</summary>
    internal string SplitFile => Inside(SplitName);

    /// <summary>Whether a folder is a prepared one, be it finished or not.</summary>
    /// <param name="path">The folder.</param>
    public static bool Is(string path) => File.Exists(System.IO.Path.Combine(path, RecordName)) && Directory.Exists(System.IO.Path.Combine(path, CasesName));

    /// <summary>Whether a file is a case of a prepared folder, and so needs no preparation.</summary>
    /// <param name="file">The file.</param>
    public static bool Holds(string file)
    {
        var cases = Directory.GetParent(System.IO.Path.GetFullPath(file));
        return cases is { Name: CasesName, Parent: { } folder } && Is(folder.FullName);
    }

    /// <summary>A folder that was prepared to the end.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="ReportedException">It is none, or its preparation was stopped.</exception>
    public static PreparedFolder Open(string path)
    {
        if (!Is(path))
        {
            throw new ReportedException($"{path}: is not a prepared folder, which holds {RecordName} and 'cases'; make one of your scans with: ssnet prepare SCANS --out FOLDER");
        }

        var folder = new PreparedFolder(path, PreparationRecord.Load(System.IO.Path.Combine(path, RecordName)));
        return File.Exists(folder.TrainingList)
            ? folder
            : throw new ReportedException($"{path}: its preparation was not finished; run the same 'ssnet prepare' again, it goes on where it stopped.");
    }

    /// <summary>The file of a case's image and label map.</summary>
    /// <param name="id">The case.</param>
    public string CaseFile(string id) => Inside(CasesName, $"{id}.h5");

    /// <summary>Reads the line of the report about a case.</summary>
    /// <param name="id">The case.</param>
    /// <exception cref="ReportedException">There is none, or it cannot be read.</exception>
    public PreparedCase ReadReport(string id)
    {
        string path = ReportFile(id);
        const string Advice = "run the same 'ssnet prepare' again, or remove the case from the lists";
        if (!File.Exists(path)) throw new ReportedException($"{path}: there is no such report, since the scan changed and could not be prepared again; {Advice}.");
        try
        {
            return JsonSerializer.Deserialize<PreparedCase>(File.ReadAllText(path), PreparationRecord.Format) ?? throw new JsonException("it is empty");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ReportedException($"{path}: cannot be read ({failure.Message.TrimEnd('.')}); {Advice}.", failure);
        }
    }

    /// <summary>Reads a case.</summary>
    /// <param name="id">The case.</param>
    /// <param name="labelled">Whether its label map is read; if not, nobody looks for one.</param>
    /// <exception cref="ReportedException">The file cannot be read, or lacks a channel or the label map.</exception>
    public Case ReadCase(string id, bool labelled)
    {
        string path = CaseFile(id);
        var label = labelled ? Hdf5File.ReadLabel(path) : null;
        return new Case(id, [.. Enumerable.Range(0, Record.Channels.Length).Select(channel => Hdf5File.ReadImage(path, Hdf5File.ChannelName(channel)))], label);
    }

    /// <summary>Throws unless a preparation may begin in a folder: there is none, or it is empty but for what a preparation leaves that was killed before it began.</summary>
    internal static void RequireFree(string path)
    {
        if (File.Exists(path)) throw new ReportedException($"{path}: is a file; name a new folder for the prepared cases.");
        if (!Directory.Exists(path)) return;
        var others = Directory.EnumerateFileSystemEntries(path).Except(Directory.EnumerateFiles(path, Unfinished)).Where(entry => System.IO.Path.GetFileName(entry) is not (CasesName or SplitName or LockName));
        string cases = System.IO.Path.Combine(path, CasesName);
        if (!others.Any() && !(Directory.Exists(cases) && Directory.EnumerateFileSystemEntries(cases).Any())) return;
        throw new ReportedException($"{path}: exists already and holds something else than prepared cases; choose another --out.");
    }

    /// <summary>Keeps a folder for this process until the result is disposed; makes it if it is not there.</summary>
    /// <exception cref="ReportedException">Another process prepares into it, or it cannot be made.</exception>
    internal static IDisposable Lock(string path)
    {
        WritableFolder.Make(path);
        return FolderLock.Take(System.IO.Path.Combine(path, LockName));
    }

    /// <summary>Begins a preparation in a free folder.</summary>
    internal static PreparedFolder Begin(string path, PreparationRecord record, SplitRecord split)
    {
        var folder = new PreparedFolder(path, record);
        Directory.CreateDirectory(folder.Inside(CasesName));
        folder.RemoveUnfinishedFiles();
        split.Save(folder.SplitFile);
        // The record comes last: what has one has all that is needed to go on.
        record.Save(folder.Inside(RecordName));
        return folder;
    }

    /// <summary>A folder whose preparation may not be finished. What a killed process left half-written is removed.</summary>
    internal static PreparedFolder Continue(string path)
    {
        var folder = new PreparedFolder(path, PreparationRecord.Load(System.IO.Path.Combine(path, RecordName)));
        folder.RemoveUnfinishedFiles();
        return folder;
    }

    /// <summary>Removes what <see cref="Begin"/> and a preparation of no case have made.</summary>
    internal void Abandon()
    {
        // The record first: without one the rest counts as nothing.
        File.Delete(Inside(RecordName));
        File.Delete(SplitFile);
        Directory.Delete(Inside(CasesName), recursive: true);
    }

    /// <summary>The cases that have a line of the report.</summary>
    internal IEnumerable<string> Reported() => Directory.EnumerateFiles(Inside(CasesName), "*.json").Select(file => System.IO.Path.GetFileNameWithoutExtension(file));

    /// <summary>The line of the report about a case, if it and the case are there and can be read.</summary>
    internal PreparedCase? FindReport(string id)
    {
        if (!File.Exists(ReportFile(id)) || !File.Exists(CaseFile(id))) return null;
        try
        {
            return ReadReport(id);
        }
        catch (ReportedException)
        {
            return null;
        }
    }

    /// <summary>Removes the line of the report about a case, without which it counts as not prepared.</summary>
    internal void Forget(string id) => File.Delete(ReportFile(id));

    /// <summary>Writes a case, and its line of the report last: what has one is complete.</summary>
    /// <exception cref="ReportedException">It cannot be written.</exception>
    internal void Write(PreparedScan scan)
    {
        Hdf5File.WriteChannels(CaseFile(scan.Report.Id), scan.Channels, scan.Label);
        AtomicFile.Write(ReportFile(scan.Report.Id), stream => JsonSerializer.Serialize(stream, scan.Report, PreparationRecord.Format));
    }

    private void RemoveUnfinishedFiles()
    {
        foreach (string place in new[] { Path, Inside(CasesName) })
        {
            foreach (string file in Directory.EnumerateFiles(place, Unfinished)) File.Delete(file);
        }
    }

    private string ReportFile(string id) => Inside(CasesName, $"{id}.json");

    private string Inside(params ReadOnlySpan<string> names) => System.IO.Path.Combine([Path, .. names]);
}
