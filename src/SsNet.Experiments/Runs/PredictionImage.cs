using System.Globalization;
using SsNet.Experiments.Preparing;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Scans;
using SsNet.Imaging;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Formats.Dicom;
using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Runs;

/// <summary>An image that was read to be segmented: one or more time points, each with all channels on one grid.</summary>
internal sealed class PredictionImage
{
    private readonly Func<int, IReadOnlyList<Volume<float>>> channelsAt;

    private PredictionImage(int timePoints, Geometry grid, bool isPrepared, Func<int, IReadOnlyList<Volume<float>>> channelsAt)
    {
        this.channelsAt = channelsAt;
        TimePoints = timePoints;
        Grid = grid;
        IsPrepared = isPrepared;
    }

    /// <summary>How many time points it has; 1 for a plain image.</summary>
    public int TimePoints { get; }

    /// <summary>The grid of all of them.</summary>
    public Geometry Grid { get; }

    /// <summary>Whether it is as the network wants it already.</summary>
    public bool IsPrepared { get; }

    /// <summary>Reads an image.</summary>
    /// <param name="input">Where it lies.</param>
    /// <param name="model">The model that is to segment it.</param>
    /// <param name="series">The DICOM series of a folder that holds several; null for the only one.</param>
    /// <exception cref="ReportedException">It cannot be read, has other channels than the network takes, or was prepared otherwise than the images that the network learnt from.</exception>
    public static PredictionImage Read(PredictionInput input, RunModel model, string? series)
    {
        string path = input.Paths[0];
        int channels = model.Recipe.InputChannels;
        bool isPrepared = IsPreparedFor(model, path);
        if (input.Paths.Count > 1)
        {
            var scan = new Scan(input.Name, input.Name, [.. input.Paths.Select(file => new ScanImage(file))], null, ScanPart.Test);
            return Whole(ScanReading.Channels(scan), isPrepared);
        }

        if (channels > 1 && PreparedFolder.Holds(path))
        {
            return Whole([.. Enumerable.Range(0, channels).Select(channel => Hdf5File.ReadImage(path, Hdf5File.ChannelName(channel)))], isPrepared);
        }

        var stored = series is not null && Directory.Exists(path) && ImageFolder.IsDicom(path) ? DicomSeries.Read(path, series) : ImageFile.Read(path);
        if (channels == 1) return new PredictionImage(stored.Frames, stored.Geometry, isPrepared, time => [stored.ToImage(time)]);
        return stored.Frames == channels
            ? Whole([.. Enumerable.Range(0, channels).Select(stored.ToImage)], isPrepared)
            : throw new ReportedException($"{path}: holds {Frames(stored)}, but the network takes {channels} channels; give a file that holds them all, or one for each, called …_0000, …_0001 and so on.");
    }

    /// <summary>The channels at a time.</summary>
    /// <param name="time">The time point, from 0.</param>
    /// <exception cref="ReportedException">A voxel is not finite.</exception>
    public IReadOnlyList<Volume<float>> Channels(int time) => channelsAt(time);

    private static PredictionImage Whole(IReadOnlyList<Volume<float>> channels, bool isPrepared) => new(1, channels[0].Geometry, isPrepared, _ => channels);

    /// <summary>Whether a file is a case of a prepared folder, or of the formats that published data have, which come prepared.</summary>
    private static bool IsPreparedFor(RunModel model, string path)
    {
        if (!PreparedFolder.Holds(path)) return model.Preparation is null && model.Recipe.Layout != DataLayout.Prepared && ImageFile.HoldsArrays(path);
        var record = PreparationRecord.Load(Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(path))!, PreparedFolder.RecordName));
        if (model.Preparation is { } own ? own.IsLike(record) : model.Recipe.Layout == DataLayout.Prepared) return true;
        throw new ReportedException($"{path}: is prepared otherwise than the images that the network learnt from; give the image that it was made from.");
    }

    private static string Frames(StoredImage image) => image.Frames == 1 ? "one channel" : string.Create(CultureInfo.InvariantCulture, $"{image.Frames} frames");
}
