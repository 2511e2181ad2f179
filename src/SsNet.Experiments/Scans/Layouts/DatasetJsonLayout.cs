namespace SsNet.Experiments.Scans.Layouts;

/// <summary>Data sets with a <c>dataset.json</c>: the Medical Segmentation Decathlon (Antonelli et al. 2022) and nnU-Net (Isensee et al. 2021).</summary>
internal sealed class DatasetJsonLayout : IScanLayout
{
    private const string FileName = "dataset.json";

    /// <inheritdoc/>
    public string Description => $"{FileName} with imagesTr and labelsTr (Medical Segmentation Decathlon, nnU-Net)";

    /// <inheritdoc/>
    public ScanCollection? Open(string folder, ScanOptions options)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return null;
        var json = new DatasetJson(path);
        var gathering = new ScanGathering(folder, options);
        return IsNnUnet(json) ? NnUnetScans.Gather(folder, json, gathering) : DecathlonScans.Gather(folder, json, gathering);
    }

    /// <summary>nnU-Net's files name their channels. Its first version has the decathlon's fields and lists images that are there under the names of their channels only.</summary>
    private static bool IsNnUnet(DatasetJson json)
    {
        if (json.Has("file_ending") || json.Has("channel_names")) return true;
        return json.Cases("training") is not [var first, ..] || (!File.Exists(first.Image) && File.Exists(ChannelFiles.OfListed(first.Image)));
    }
}
