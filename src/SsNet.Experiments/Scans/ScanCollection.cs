using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using SsNet.Experiments.Scans.Layouts;
using SsNet.Imaging;

namespace SsNet.Experiments.Scans;

/// <summary>A raw data set as it lies on the disk, before any preparation: its scans, what their channels are, and what the values of their label maps mean.</summary>
/// <param name="Kind">What kind of data set it is, in words.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Scans">Its scans; at least one.</param>
/// <param name="ChannelNames">What the channels of every scan are called.</param>
/// <param name="Labels">The classes; null where the data set does not say.</param>
/// <param name="HasSplit">Whether the data set itself sets validation or test scans apart.</param>
/// <param name="Notes">What somebody should know who uses it, such as files that are passed over; a sentence each.</param>
[SuppressMessage("Naming", "CA1711", Justification = "A collection of scans is what the field calls a data set.")]
public sealed record ScanCollection(
    string Kind,
    string Folder,
    IReadOnlyList<Scan> Scans,
    ImmutableArray<string> ChannelNames,
    LabelScheme? Labels,
    bool HasSplit,
    IReadOnlyList<string> Notes)
{
    /// <summary>The kind of the raw left atrium data.</summary>
    public const string RawLa = "LA (raw)";

    /// <summary>The kind of the raw ACDC data.</summary>
    public const string RawAcdc = "ACDC (raw)";

    // The plain layout last: others may have a folder called images too.
    private static readonly ImmutableArray<IScanLayout> Layouts = [new RawLaLayout(), new RawAcdcLayout(), new DatasetJsonLayout(), new PlainLayout()];

    /// <summary>Recognises a data set by what lies in its folder, and finds its scans. No image is read, except to count the frames of a cine series that nothing else tells.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">What is used of it; the default when omitted.</param>
    /// <exception cref="ReportedException">There is no such folder, it is no data set of a known kind, or something in it is missing or not as it should be.</exception>
    public static ScanCollection Open(string folder, ScanOptions? options = null)
    {
        if (!Directory.Exists(folder)) throw new ReportedException($"{folder}: there is no such folder; give the folder of a data set.");
        foreach (var layout in Layouts)
        {
            if (layout.Open(folder, options ?? new ScanOptions()) is { } scans) return scans;
        }

        throw new ReportedException($"{folder}: is no data set of a known kind; give a folder with one of: {string.Join("; ", Layouts.Select((layout, i) => $"({i + 1}) {layout.Description}"))}.");
    }
}
