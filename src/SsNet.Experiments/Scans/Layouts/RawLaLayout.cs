namespace SsNet.Experiments.Scans.Layouts;

/// <summary>The left atrium data as the challenge of 2018 gave them out (Xiong et al. 2021): a folder per case with <c>lgemri.nrrd</c> and <c>laendo.nrrd</c>.</summary>
internal sealed class RawLaLayout : IScanLayout
{
    private const string ImageName = "lgemri.nrrd";
    private const string LabelName = "laendo.nrrd";

    // The challenge's label maps have 0 and 255.
    private static readonly LabelScheme Scheme = LabelScheme.Of([("left atrium", [255])]);

    /// <inheritdoc/>
    public string Description => $"folders <case>/{ImageName}, with {LabelName} where there is a label (the left atrium data of 2018)";

    /// <inheritdoc/>
    public ScanCollection? Open(string folder, ScanOptions options)
    {
        var cases = CaseFolders.Find(folder, path => File.Exists(Path.Combine(path, ImageName)));
        if (cases.Count == 0) return null;
        var gathering = new ScanGathering(folder, options);
        foreach (var (path, isTest) in cases)
        {
            string id = Path.GetFileName(path), labelPath = Path.Combine(path, LabelName);
            var label = File.Exists(labelPath) ? new ScanImage(labelPath) : null;
            if (isTest && gathering.LeavesOut(id, label)) continue;
            gathering.Add(new Scan(id, id, [new ScanImage(Path.Combine(path, ImageName))], label, isTest ? ScanPart.Test : ScanPart.Training));
        }

        return gathering.ToCollection(ScanCollection.RawLa, ["LGE MRI"], Scheme);
    }
}
