using System.Text.Json;
using SsNet.Data;
using SsNet.Imaging;
using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Preparing;

/// <summary>
/// A data set that was prepared: <c>preparation.json</c>, what was done; <c>cases/&lt;case&gt;.h5</c>, image and label map, each with a line of the report beside it;
/// <c>train.list</c>, <c>test.list</c> and, where the data set has one, <c>val.list</c>, one case a line, to be changed at will; <c>report.csv</c>.
/// </summary>
public sealed class PreparedFolder
{
    /// <summary>The name of the record of what was done.</summary>
    internal const string RecordName = "preparation.json";

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

    /// <summary>Whether a folder is a prepared one, be it finished or not.</summary>
    /// <param name="path">The folder.</param>
    public static bool Is(string path) => File.Exists(System.IO.Path.Combine(path, RecordName)) && Directory.Exists(System.IO.Path.Combine(path, "cases"));

    /// <summary>Whether a file is a case of a prepared folder, and so needs no preparation.</summary>
    /// <param name="file">The file.</param>
    public static bool Holds(string file)
    {
        var cases = Directory.GetParent(System.IO.Path.GetFullPath(file));
        return cases is { Name: "cases", Parent: { } folder } && Is(folder.FullName);
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
    public string CaseFile(string id) => Inside("cases", $"{id}.h5");

    /// <summary>Reads the line of the report about a case.</summary>
    /// <param name="id">The case.</param>
    /// <exception cref="ReportedException">There is none, or it cannot be read.</exception>
    public PreparedCase ReadReport(string id)
    {
        string path = ReportFile(id);
        try
        {
            return JsonSerializer.Deserialize<PreparedCase>(File.ReadAllText(path), PreparationRecord.Format) ?? throw new JsonException("it is empty");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ReportedException($"{path}: cannot be read ({failure.Message.TrimEnd('.')}); prepare the case again, or remove it from the lists.", failure);
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

    /// <summary>The folder for a preparation: new, or one to go on with.</summary>
    internal static PreparedFolder Begin(string path, PreparationRecord record)
    {
        var folder = new PreparedFolder(path, record);
        record.Save(folder.Inside(RecordName));
        return folder;
    }

    /// <summary>A folder whose preparation may not be finished.</summary>
    internal static PreparedFolder Continue(string path) => new(path, PreparationRecord.Load(System.IO.Path.Combine(path, RecordName)));

    /// <summary>The line of the report about a case, if there is one and its image is there too.</summary>
    internal PreparedCase? FindReport(string id) => File.Exists(ReportFile(id)) && File.Exists(CaseFile(id)) ? ReadReport(id) : null;

    /// <summary>Writes a case, and its line of the report last: what has one is complete.</summary>
    internal void Write(PreparedCase report, IReadOnlyList<Volume<float>> channels, Volume<byte>? label)
    {
        File.Delete(ReportFile(report.Id));
        Hdf5File.WriteChannels(CaseFile(report.Id), channels, label);
        AtomicFile.Write(ReportFile(report.Id), stream => JsonSerializer.Serialize(stream, report, PreparationRecord.Format));
    }

    private string ReportFile(string id) => Inside("cases", $"{id}.json");

    private string Inside(params ReadOnlySpan<string> names) => System.IO.Path.Combine([Path, .. names]);
}
