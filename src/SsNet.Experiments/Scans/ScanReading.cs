using System.Collections.Immutable;
using SsNet.Imaging;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Scans;

/// <summary>Reads the images of a scan, all onto the grid of the first channel. Images whose files do not keep their place need the same size only.</summary>
public static class ScanReading
{
    /// <summary>Reads the channels.</summary>
    /// <param name="scan">The scan.</param>
    /// <returns>The channels on one geometry, that of the first. One with the same voxels in another order of axes is turned to it.</returns>
    /// <exception cref="ReportedException">A file cannot be read or lacks the frame, a voxel is not finite, or a channel has other voxels than the first.</exception>
    public static ImmutableArray<Volume<float>> Channels(Scan scan)
    {
        var channels = new List<Volume<float>>();
        (string Path, StoredImage? Image) last = ("", null);
        foreach (var channel in scan.Channels)
        {
            // Channels are often frames of one file, which takes long to decompress.
            if (last.Image is null || last.Path != channel.Path) last = (channel.Path, ImageFile.Read(channel.Path));
            RequireFrame(channel, last.Image);
            var image = last.Image.ToImage(channel.Frame);
            channels.Add(channels.Count == 0 ? image : OnGrid(image, channel.Path, channels[0].Geometry, scan.Channels[0].Path));
        }

        return [.. channels];
    }

    /// <summary>Reads the values of the label map, on the grid of the first channel. That is read too, for its grid.</summary>
    /// <param name="scan">The scan.</param>
    /// <returns>The values; null if the scan has no label.</returns>
    /// <exception cref="ReportedException">A file cannot be read or lacks the frame, a value is no whole number, or the label map has other voxels than the image.</exception>
    public static Volume<int>? LabelValues(Scan scan) => scan.Label is null ? null : LabelValues(scan, ImageFile.Read(scan.Channels[0].Path).Geometry);

    /// <summary>Reads the values of the label map where the grid of the first channel is known.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="grid">The geometry of its first channel, as <see cref="Channels"/> gives it.</param>
    /// <returns>The values on that geometry; null if the scan has no label.</returns>
    /// <exception cref="ReportedException">The file cannot be read or lacks the frame, a value is no whole number, or the label map has other voxels than the image.</exception>
    public static Volume<int>? LabelValues(Scan scan, Geometry grid)
    {
        if (scan.Label is not { } label) return null;
        var stored = ImageFile.Read(label.Path);
        RequireFrame(label, stored);
        return OnGrid(stored.ToValues(label.Frame), label.Path, grid, scan.Channels[0].Path);
    }

    private static void RequireFrame(ScanImage image, StoredImage stored)
    {
        if (image.Frame >= stored.Frames) throw new ImageFormatException(image.Path, $"holds {stored.Frames} {(stored.Frames == 1 ? "frame" : "frames")}, but number {image.Frame + 1} of them is needed; copy or export the file again.");
        if (!image.IsOneOfSeveral && stored.Frames > 1)
        {
            throw new ImageFormatException(image.Path, $"holds {stored.Frames} frames (time points or channels), and nothing says which is meant; save each as a file of its own.");
        }
    }

    /// <summary>The voxels on the very grid of another image, if they lie where that one's do.</summary>
    private static Volume<T> OnGrid<T>(Volume<T> volume, string path, Geometry grid, string gridPath)
        where T : unmanaged
    {
        var own = volume.Geometry;
        if (own.HasSameSize(grid) && (!own.HasPlace || !grid.HasPlace || own.IsLike(grid))) return new Volume<T>(grid, volume.Voxels);

        // Another program may have written the same voxels with its axes in another order.
        var (there, back) = (Reorientation.ToCanonical(own), Reorientation.ToCanonical(grid));
        if (!own.HasPlace || !grid.HasPlace || !there.To.HasSameSize(back.To))
        {
            throw new ReportedException($"{path}: is {own.SizeText}, but {gridPath} is {grid.SizeText}; all images of a scan need the same voxels: resample or export it on that image's grid.");
        }

        return there.To.IsLike(back.To)
            ? back.Undo(there.Apply(volume))
            : throw new ReportedException(FormattableString.Invariant($"{path}: lies up to {there.To.LargestOffset(back.To):0.###} mm from {gridPath}; resample or export it on that image's grid."));
    }
}
