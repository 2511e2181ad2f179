using System.Collections.Immutable;
using System.Globalization;
using SsNet.Experiments.Scans;
using SsNet.Imaging;
using SsNet.Imaging.Preparation;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Preparing;

/// <summary>Prepares one scan after the other into a folder.</summary>
/// <param name="folder">The folder.</param>
internal sealed class ScanWork(PreparedFolder folder)
{
    private readonly PreparationRecord record = folder.Record;

    /// <summary>Prepares a scan, unless it is there already and its files are as they were.</summary>
    /// <param name="scan">The scan.</param>
    /// <returns>Its line of the report, and whether it was there.</returns>
    /// <exception cref="ReportedException">The scan cannot be read, its label holds a value that is no class, or the case cannot be written.</exception>
    public (PreparedCase Case, bool WasThere) Prepare(Scan scan)
    {
        ImmutableArray<string> sources = [.. scan.Channels.Select(Signature), .. scan.Label is null ? Array.Empty<string>() : [Signature(scan.Label)]];
        if (folder.FindReport(scan.Id) is { } before && before.Sources.SequenceEqual(sources) && before.Group == scan.Group && before.Part == scan.Part) return (before, true);

        var channels = ScanReading.Channels(scan);
        if (channels.Length != record.Channels.Length)
        {
            throw new ReportedException($"{scan.Channels[0].Path}: has {channels.Length} channels, but the data set {record.Channels.Length}; add what is missing.");
        }

        var labels = ScanReading.LabelValues(scan, channels[0].Geometry) is { } values ? record.Labels.Map(values, scan.Label!.Path) : null;
        var order = PreparedGrid.Ordered(record.Settings, channels[0].Geometry);
        var ordered = labels is null ? null : order.Apply(labels);
        var box = ordered is not null && record.CutsAroundLabels && VoxelBox.Around(ordered, value => value is not (0 or LabelScheme.Ignore)) is { } label
            ? LabelCrop.Of(record.Asked).Around(label, order.To)
            : null;
        var grid = PreparedGrid.Of(record.Settings, channels[0], box);

        var report = new PreparedCase
        {
            Id = scan.Id,
            Group = scan.Group,
            Part = scan.Part,
            Sources = sources,
            Labelled = labels is not null,
            OwnSize = order.To.Size,
            OwnSpacing = order.To.Spacing,
            Size = grid.Prepared.Size,
            Spacing = grid.Prepared.Spacing,
            Lowest = channels[0].Voxels.Min(),
            Highest = channels[0].Voxels.Max(),
            ClassVoxels = labels is null ? [] : ClassVolumes.Voxels(labels, record.Labels.Classes.Length),
            InLargestPiece = labels is null ? 1 : LargestPiece.LeastShare(labels, Enumerable.Range(1, record.Labels.Classes.Length).Select(c => (byte)c)),
            Kept = ordered is null ? 1 : Kept(ordered, grid),
        };
        folder.Write(report, [.. channels.Select(grid.Image)], labels is null ? null : grid.Labels(labels));
        return (report, false);
    }

    private static double Kept(Volume<byte> ordered, PreparedGrid grid)
    {
        static int Labelled(byte[] voxels) => voxels.Count(value => value is not (0 or LabelScheme.Ignore));
        int all = Labelled(ordered.Voxels);
        return all == 0 ? 1 : (double)Labelled(grid.Box.Cut(ordered).Voxels) / all;
    }

    /// <summary>What tells that a file is the one that was prepared: its path, frame, size and time; of a folder all its files.</summary>
    private static string Signature(ScanImage image)
    {
        FileInfo[] files = Directory.Exists(image.Path) ? new DirectoryInfo(image.Path).GetFiles() : [new FileInfo(image.Path)];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetFullPath(image.Path)} [{image.Frame}] {files.Sum(file => file.Length)} {files.Select(file => file.LastWriteTimeUtc).DefaultIfEmpty().Max():yyyy-MM-dd'T'HH:mm:ss.fffffff}");
    }
}
