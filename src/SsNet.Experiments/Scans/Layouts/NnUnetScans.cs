using SsNet.Imaging;

namespace SsNet.Experiments.Scans.Layouts;

/// <summary>The scans of a data set of nnU-Net: a file per channel, <c>imagesTr/&lt;case&gt;_0000&lt;ending&gt;</c>, and <c>labelsTr/&lt;case&gt;&lt;ending&gt;</c>; likewise Ts for the test.</summary>
internal static class NnUnetScans
{
    /// <summary>Finds the scans.</summary>
    /// <param name="folder">The folder of the data set.</param>
    /// <param name="json">What its <c>dataset.json</c> says.</param>
    /// <param name="gathering">Takes them.</param>
    /// <exception cref="ReportedException">A field is not as it should be, or a channel is missing.</exception>
    public static ScanCollection Gather(string folder, DatasetJson json, ScanGathering gathering)
    {
        var channelNames = json.ChannelNames();
        string ending = json.Text("file_ending", ".nii.gz");
        GatherPart("imagesTr", "labelsTr", ScanPart.Training);
        if (Directory.Exists(Path.Combine(folder, "imagesTs"))) GatherPart("imagesTs", "labelsTs", ScanPart.Test);
        return gathering.ToCollection("nnU-Net", channelNames, json.Labels());

        void GatherPart(string images, string labels, ScanPart part)
        {
            string imageFolder = Path.Combine(folder, images), labelFolder = Path.Combine(folder, labels);
            var isImage = ScanFiles.Files(imageFolder).ToLookup(path => path.EndsWith(ending, StringComparison.Ordinal));
            gathering.Note([.. isImage[false].Select(path => Path.GetFileName(path)!)], ($"file in {images} does not end in {ending} and is passed over", $"files in {images} do not end in {ending} and are passed over"));
            var ids = new HashSet<string>();
            foreach (var files in isImage[true].GroupBy(path => ChannelFiles.CaseOf(path, ending)))
            {
                string id = files.Key;
                ids.Add(id);
                string labelPath = Path.Combine(labelFolder, id + ending);
                var label = File.Exists(labelPath) ? new ScanImage(labelPath) : null;
                var channels = ChannelFiles.Of(imageFolder, id, ending, [.. files], channelNames);
                if (part != ScanPart.Test || !gathering.LeavesOut(id, label)) gathering.Add(new Scan(id, id, channels, label, part));
            }

            if (!Directory.Exists(labelFolder)) return;
            string[] strays = [.. ScanFiles.Files(labelFolder).Where(path => path.EndsWith(ending, StringComparison.Ordinal)).Select(path => Path.GetFileName(path)).Where(name => !ids.Contains(name[..^ending.Length]))];
            gathering.Note(strays, ($"label in {labels} belongs to no image in {images} and is passed over", $"labels in {labels} belong to no image in {images} and are passed over"));
        }
    }
}
