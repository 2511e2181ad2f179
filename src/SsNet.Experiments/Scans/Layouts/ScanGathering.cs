using System.Collections.Immutable;
using SsNet.Imaging;

namespace SsNet.Experiments.Scans.Layouts;

/// <summary>The scans of a data set while they are found, and what there is to say about them.</summary>
/// <param name="folder">The folder of the data set.</param>
/// <param name="options">What is used of it.</param>
internal sealed class ScanGathering(string folder, ScanOptions options)
{
    private readonly Dictionary<string, Scan> scans = [];
    private readonly List<Scan> inOrder = [];
    private readonly List<string> notes = [];
    private readonly List<string> leftOut = [];

    /// <summary>Some names in a sentence: the first few, and how many there are besides.</summary>
    /// <param name="names">The names.</param>
    public static string Listed(IReadOnlyCollection<string> names)
    {
        const int Most = 5;
        return string.Join(", ", names.Take(Most)) + (names.Count > Most ? $" and {names.Count - Most} more" : "");
    }

    /// <summary>Whether a test image is left out, since nobody segmented it and test images are not to be learned from.</summary>
    /// <param name="id">The scan.</param>
    /// <param name="label">Its label, if any.</param>
    public bool LeavesOut(string id, ScanImage? label)
    {
        if (label is not null || options.UseTestImages) return false;
        leftOut.Add(id);
        return true;
    }

    /// <summary>Adds a scan. One of the test part without a label becomes a training scan.</summary>
    /// <param name="scan">The scan.</param>
    /// <exception cref="ReportedException">Another one has the same name.</exception>
    public void Add(Scan scan)
    {
        if (scans.TryGetValue(scan.Id, out var other))
        {
            throw new ReportedException($"{folder}: two scans are called {scan.Id}, {other.Channels[0].Path} and {scan.Channels[0].Path}; rename or remove one.");
        }

        var added = scan is { Part: ScanPart.Test, Label: null } ? scan with { Part = ScanPart.Training } : scan;
        scans.Add(scan.Id, added);
        inOrder.Add(added);
    }

    /// <summary>Notes something about some of the files or scans; nothing if there are none.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="what">What they are, for one of them and for several.</param>
    public void Note(IReadOnlyCollection<string> names, (string One, string Several) what)
    {
        if (names.Count > 0) notes.Add($"{names.Count} {(names.Count == 1 ? what.One : what.Several)}: {Listed(names)}.");
    }

    /// <summary>What was gathered.</summary>
    /// <param name="kind">What kind of data set it is.</param>
    /// <param name="channelNames">What the channels are called.</param>
    /// <param name="labels">The classes; null where the data set does not say.</param>
    /// <exception cref="ReportedException">There is no scan.</exception>
    public ScanCollection ToCollection(string kind, ImmutableArray<string> channelNames, LabelScheme? labels)
    {
        Note(leftOut, ("test image has no label and is left out", "test images have no label and are left out"));
        if (inOrder.Count == 0) throw new ReportedException($"{folder}: looks like {kind}, but there is no scan to use in it.{string.Concat(notes.Select(note => $" {note}"))} Add images to train on.");
        return new ScanCollection(kind, folder, inOrder, channelNames, labels, inOrder.Exists(scan => scan.Part != ScanPart.Training), notes);
    }
}
