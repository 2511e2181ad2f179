using System.Collections.Immutable;
using SsNet.Imaging;

namespace SsNet.Experiments.Scans.Layouts;

/// <summary>The scans of a task of the Medical Segmentation Decathlon: <c>dataset.json</c> lists them, and the channels of one are the frames of its file.</summary>
internal static class DecathlonScans
{
    private const string TrainingImages = "imagesTr";

    /// <summary>Finds the scans.</summary>
    /// <param name="folder">The folder of the data set.</param>
    /// <param name="json">What its <c>dataset.json</c> says.</param>
    /// <param name="gathering">Takes them.</param>
    /// <exception cref="ReportedException">A field is not as it should be, or a listed image is missing.</exception>
    public static ScanCollection Gather(string folder, DatasetJson json, ScanGathering gathering)
    {
        var channelNames = json.ChannelNames();
        var withoutLabel = new List<string>();
        foreach (var (field, image, label) in json.Cases("training"))
        {
            string id = ImageNames.WithoutExtension(image);
            bool isLabelled = label is not null && File.Exists(label);
            if (label is not null && !isLabelled) withoutLabel.Add(id);
            gathering.Add(new Scan(id, id, Channels(field, image), isLabelled ? new ScanImage(label!) : null, ScanPart.Training));
        }

        var unlisted = Unlisted(folder, json);
        foreach (var (id, path) in unlisted) gathering.Add(new Scan(id, id, Channels("training", path), null, ScanPart.Training));
        gathering.Note([.. unlisted.Select(image => image.Id)], ($"image in {TrainingImages} is not listed in dataset.json and is taken as unlabelled", $"images in {TrainingImages} are not listed in dataset.json and are taken as unlabelled"));

        foreach (var (field, image, _) in json.Cases("test"))
        {
            string id = ImageNames.WithoutExtension(image), labelPath = Path.Combine(folder, "labelsTs", Path.GetFileName(image));
            var label = File.Exists(labelPath) ? new ScanImage(labelPath) : null;
            if (!gathering.LeavesOut(id, label)) gathering.Add(new Scan(id, id, Channels(field, image), label, ScanPart.Test));
        }

        gathering.Note(withoutLabel, ("training scan lacks the label that dataset.json lists and is taken as unlabelled", "training scans lack the labels that dataset.json lists and are taken as unlabelled"));
        return gathering.ToCollection("Medical Segmentation Decathlon", channelNames, json.Labels());

        ImmutableArray<ScanImage> Channels(string field, string path)
        {
            if (!File.Exists(path)) throw json.Failure(field, $"there is no file {path}; add it or remove the entry.");
            return channelNames.Length == 1 ? [new ScanImage(path)] : [.. channelNames.Select((_, channel) => new ScanImage(path, channel) { IsOneOfSeveral = true })];
        }
    }

    /// <summary>The training images that no list names.</summary>
    private static (string Id, string Path)[] Unlisted(string folder, DatasetJson json)
    {
        string images = Path.Combine(folder, TrainingImages);
        if (!Directory.Exists(images)) return [];
        var listed = json.Cases("training").Concat(json.Cases("test")).Select(item => ImageNames.WithoutExtension(item.Image)).ToHashSet();
        return [.. ImageNames.In(images, out _).Where(image => !listed.Contains(image.Id))];
    }
}
