using System.Globalization;
using PureHDF;
using PureHDF.Filters;
using PureHDF.VOL.Native;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Formats.Hdf5;

/// <summary>
/// Images and label maps in HDF5, the way the field keeps them: a dataset "image" and a dataset "label" of two or three
/// axes in one file, contiguous or in chunks (deflate, shuffle, checksums), with integers or floating-point numbers of
/// any width and byte order. The attributes "spacing", "origin" and "direction" (float64, axes in array order) on a
/// dataset keep its geometry; without them spacing is 1.
/// </summary>
public static class Hdf5File
{
    /// <summary>Longest side of a chunk: 64³ floats are 1 MiB, small enough for reading parts and large enough to compress.</summary>
    private const int ChunkSide = 64;

    /// <summary>Reads an image and, where there is one, its label map.</summary>
    /// <param name="path">The file.</param>
    /// <param name="imageName">Dataset of the image.</param>
    /// <param name="labelName">Dataset of the label map, classes 0 to 255.</param>
    /// <param name="needLabel">Whether a missing label map is an error.</param>
    /// <returns>The image and its label map, both on the image's geometry.</returns>
    /// <exception cref="ImageFormatException">The file is missing, damaged or does not hold what is needed.</exception>
    public static Hdf5Content Read(string path, string imageName = "image", string labelName = "label", bool needLabel = false)
    {
        using var source = Hdf5Source.Open(path);
        var image = source.Dataset(imageName);
        var label = needLabel || source.Has(labelName) ? source.Dataset(labelName) : null;
        if (label is not null && !label.Size.AsSpan().SequenceEqual(image.Size))
        {
            throw label.Failure(
                $"is {Geometry.Format(label.Size)} and '{imageName}' is {Geometry.Format(image.Size)}: both must have the same size; export them again.");
        }

        var geometry = Hdf5Geometry.Read(image);
        return new Hdf5Content(
            new Volume<float>(geometry, image.ReadFloats()),
            label is null ? null : new Volume<byte>(geometry, label.ReadClasses()));
    }

    /// <summary>Reads an image alone, without a look at any label map.</summary>
    /// <param name="path">The file.</param>
    /// <param name="imageName">Dataset of the image.</param>
    /// <exception cref="ImageFormatException">The file is missing, damaged or does not hold what is needed.</exception>
    public static Volume<float> ReadImage(string path, string imageName = "image")
    {
        using var source = Hdf5Source.Open(path);
        var image = source.Dataset(imageName);
        return new Volume<float>(Hdf5Geometry.Read(image), image.ReadFloats());
    }

    /// <summary>Reads a label map alone, such as a saved prediction.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labelName">Dataset of the label map, classes 0 to 255.</param>
    /// <exception cref="ImageFormatException">The file is missing, damaged or does not hold what is needed.</exception>
    public static Volume<byte> ReadLabel(string path, string labelName = "label")
    {
        using var source = Hdf5Source.Open(path);
        var label = source.Dataset(labelName);
        return new Volume<byte>(Hdf5Geometry.Read(label), label.ReadClasses());
    }

    /// <summary>Reads a dataset as it is stored.</summary>
    /// <param name="path">The file.</param>
    /// <param name="choose">Chooses among the names of the datasets that are not in a group.</param>
    /// <exception cref="ImageFormatException">The file is missing, damaged or does not hold what is needed.</exception>
    internal static StoredImage ReadStored(string path, Func<string[], string> choose)
    {
        using var source = Hdf5Source.Open(path);
        var dataset = source.Dataset(choose(source.DatasetNames()));
        return new StoredImage(path, Hdf5Geometry.Read(dataset), dataset.Type, dataset.ReadNumbers());
    }

    /// <summary>Writes an image of any type of numbers as the only dataset, compressed; an existing file is replaced at once.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="name">The dataset's name.</param>
    /// <param name="image">The image.</param>
    /// <exception cref="ReportedException">The file cannot be written.</exception>
    public static void WriteDataset<T>(string path, string name, Volume<T> image)
        where T : unmanaged
    {
        var file = new H5File { [name] = DatasetOf(image) };
        AtomicFile.Write(path, stream => file.Write(stream));
    }

    /// <summary>The dataset of an image's channel: "image" for the first, "image_2" for the next.</summary>
    /// <param name="channel">The channel, from 0.</param>
    public static string ChannelName(int channel) => channel == 0 ? "image" : string.Create(CultureInfo.InvariantCulture, $"image_{channel + 1}");

    /// <summary>Writes an image, a label map or both as "image" and "label", compressed; an existing file is replaced at once.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="image">The image, if any.</param>
    /// <param name="label">The label map, if any.</param>
    /// <exception cref="ArgumentException">There is neither, or they differ in size.</exception>
    /// <exception cref="ReportedException">The file cannot be written.</exception>
    public static void Write(string path, Volume<float>? image, Volume<byte>? label) => WriteChannels(path, image is null ? [] : [image], label);

    /// <summary>Writes the channels of an image (<see cref="ChannelName"/>), a label map or both, compressed; an existing file is replaced at once.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="channels">The channels, if any.</param>
    /// <param name="label">The label map, if any.</param>
    /// <exception cref="ArgumentException">There is neither, or they differ in size.</exception>
    /// <exception cref="ReportedException">The file cannot be written.</exception>
    public static void WriteChannels(string path, IReadOnlyList<Volume<float>> channels, Volume<byte>? label)
    {
        Geometry[] grids = [.. channels.Select(channel => channel.Geometry), .. label is null ? Array.Empty<Geometry>() : [label.Geometry]];
        if (grids.Length == 0) throw new ArgumentException("There is nothing to write: neither image nor label map.", nameof(channels));
        if (grids.FirstOrDefault(grid => !grid.HasSameSize(grids[0])) is { } other)
        {
            throw new ArgumentException($"Images and label maps of {grids[0].SizeText} and {other.SizeText} voxels do not belong together.", nameof(label));
        }

        var file = new H5File();
        foreach (var (index, channel) in channels.Index()) file[ChannelName(index)] = DatasetOf(channel);
        if (label is not null) file["label"] = DatasetOf(label);
        AtomicFile.Write(path, stream => file.Write(stream));
    }

    private static H5Dataset DatasetOf<T>(Volume<T> volume)
        where T : unmanaged
    {
        // PureHDF knows the levels 0, 1 and 9 only; on scans 9 costs much time and saves little.
        var deflate = new H5Filter(DeflateFilter.Id, new() { [DeflateFilter.COMPRESSION_LEVEL] = 1 });
        int[] size = [.. volume.Geometry.Size];
        var dataset = new H5Dataset(
            volume.Voxels.AsMemory(),
            chunks: Array.ConvertAll(size, n => (uint)Math.Min(n, ChunkSide)),
            fileDims: Array.ConvertAll(size, n => (ulong)n),
            datasetCreation: new H5DatasetCreation(Filters: [deflate]));
        Hdf5Geometry.Write(dataset, volume.Geometry);
        return dataset;
    }
}
