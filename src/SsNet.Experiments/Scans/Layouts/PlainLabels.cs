using SsNet.Imaging;

namespace SsNet.Experiments.Scans.Layouts;

/// <summary>The label maps in a folder, found by the names of the images they are for.</summary>
internal sealed class PlainLabels
{
    /// <summary>The folder's name.</summary>
    public const string FolderName = "labels";

    private static readonly string[] Suffixes = ["", .. LabelSuffixes.All];

    private readonly string folder;
    private readonly ILookup<string, string> pathsOf;

    /// <summary>Lists the folder; without one there are no labels.</summary>
    /// <param name="dataFolder">The folder of the data set.</param>
    /// <param name="gathering">Notes what is passed over.</param>
    public PlainLabels(string dataFolder, ScanGathering gathering)
    {
        folder = Path.Combine(dataFolder, FolderName);
        IReadOnlyList<string> passedOver = [];
        var labels = Directory.Exists(folder) ? ImageNames.In(folder, out passedOver) : [];
        gathering.Note(passedOver, ImageNames.PassedOver(FolderName));
        pathsOf = labels.ToLookup(label => label.Id, label => label.Path);
    }

    /// <summary>Whether one of some cases has a label.</summary>
    /// <param name="ids">The cases.</param>
    public bool HasAny(IEnumerable<string> ids) => ids.Any(id => Suffixes.Any(suffix => pathsOf.Contains(id + suffix)));

    /// <summary>The label of every case that has one.</summary>
    /// <param name="ids">The cases.</param>
    /// <param name="gathering">Notes labels that are for none of them.</param>
    /// <exception cref="ReportedException">There are labels, but for none of the cases; or two for one.</exception>
    public Dictionary<string, ScanImage> OfCases(IReadOnlyCollection<string> ids, ScanGathering gathering)
    {
        var labelOf = new Dictionary<string, ScanImage>();
        var own = ids.ToHashSet();
        foreach (string id in own)
        {
            // What is the very name of another image is that one's label: a and a_seg may both be images.
            string[] paths = [.. Suffixes.Where(suffix => suffix.Length == 0 || !own.Contains(id + suffix)).SelectMany(suffix => pathsOf[id + suffix])];
            if (paths.Length > 1) throw new ReportedException($"{folder}: {Path.GetFileName(paths[0])} and {Path.GetFileName(paths[1])} are both labels of {id}; remove or rename one.");
            if (paths.Length == 1) labelOf.Add(id, new ScanImage(paths[0]));
        }

        var used = labelOf.Values.Select(label => label.Path).ToHashSet();
        string[] strays = [.. pathsOf.SelectMany(paths => paths).Where(path => !used.Contains(path)).Select(path => Path.GetFileName(path))];
        if (labelOf.Count == 0 && strays.Length > 0 && own.Count > 0)
        {
            throw new ReportedException(
                $"{folder}: no label belongs to an image: the images are called {ScanGathering.Listed(own)}, the labels {ScanGathering.Listed(strays)}. Give a label its image's name, or that with {string.Join(", ", Suffixes.Skip(1))}; files of channels (<case>_0000) must be the same in every case.");
        }

        gathering.Note(strays, ($"label in {FolderName} belongs to no image and is passed over", $"labels in {FolderName} belong to no image and are passed over"));
        return labelOf;
    }
}
