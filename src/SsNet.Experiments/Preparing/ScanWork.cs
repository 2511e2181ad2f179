using System.Collections.Immutable;
using SsNet.Experiments.Scans;
using SsNet.Imaging;
using SsNet.Imaging.Preparation;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Preparing;

/// <summary>Prepares one scan after the other for a folder.</summary>
/// <param name="folder">The folder.</param>
/// <param name="dataFolder">The folder of the data set.</param>
internal sealed class ScanWork(PreparedFolder folder, string dataFolder)
{
    private readonly PreparationRecord record = folder.Record;

    /// <summary>Prepares a scan, unless it is there already and its files are as they were.</summary>
    /// <param name="scan">The scan.</param>
    /// <returns>What is to be written; without voxels where nothing is.</returns>
    /// <exception cref="ReportedException">The scan cannot be read or prepared, or its label holds a value that is no class.</exception>
    public PreparedScan Prepare(Scan scan)
    {
        var sources = CaseSources.Of(scan, dataFolder);
        if (folder.FindReport(scan.Id) is { } before && before.Sources.SequenceEqual(sources) && before.Group == scan.Group && before.Part == scan.Part) return new PreparedScan(before, [], null);

        // What was prepared from other files is not to be learned from, even if these cannot be used.
        folder.Forget(scan.Id);
        var channels = ScanReading.Channels(scan);
        if (channels.Length != record.Channels.Length)
        {
            throw new ReportedException($"{scan.Channels[0].Path}: has {channels.Length} channels, but the data set {record.Channels.Length}; add what is missing.");
        }

        var labels = ScanReading.LabelValues(scan, channels[0].Geometry) is { } values ? record.Labels.Map(values, scan.Label!.Path) : null;
        var order = PreparedGrid.Ordered(record.Settings, channels[0].Geometry);
        var ordered = labels is null ? null : order.Apply(labels);
        var box = ordered is not null && record.CutsAroundLabels && VoxelBox.Around(ordered, LabelScheme.IsClass) is { } label
            ? LabelCrop.Of(record.Kind, record.Asked).Around(label, order.To)
            : null;
        var grid = Named(scan.Channels[0], () => PreparedGrid.Of(record.Settings, channels[0], box));

        ImmutableArray<Volume<float>> images = [.. channels.Select((channel, i) => Named(scan.Channels[i], () => grid.Image(channel)))];
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
            IsConstant = IsConstant(images[0].Voxels),
            ClassVoxels = labels is null ? [] : ClassVolumes.Voxels(labels, record.Labels.Classes.Length),
            InLargestPiece = labels is null ? 1 : LargestPiece.LeastShare(labels),
            Kept = ordered is null ? 1 : Kept(ordered, grid),
        };
        return new PreparedScan(report, images, labels is null ? null : grid.Labels(labels));
    }

    /// <summary>Does something with an image; what is wrong is told with its path.</summary>
    private static T Named<T>(ScanImage image, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ReportedException failure)
        {
            throw new ReportedException($"{image.Path}: {failure.Message}", failure);
        }
    }

    private static bool IsConstant(float[] voxels)
    {
        // Interpolation between equal values may change the last digits.
        const float Rounding = 1e-5f;
        float low = voxels.Min(), high = voxels.Max();
        return high - low <= Rounding * Math.Max(Math.Abs(low), Math.Abs(high));
    }

    private static double Kept(Volume<byte> ordered, PreparedGrid grid)
    {
        int all = ordered.Voxels.Count(LabelScheme.IsClass);
        return all == 0 ? 1 : (double)grid.Box.Cut(ordered).Voxels.Count(LabelScheme.IsClass) / all;
    }
}
