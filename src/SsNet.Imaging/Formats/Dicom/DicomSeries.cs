using System.Runtime.InteropServices;

namespace SsNet.Imaging.Formats.Dicom;

/// <summary>
/// Images in a folder of DICOM files (PS3.10): one file per slice, or enhanced objects with many. Implicit, explicit and deflated little endian and RLE are read; grey
/// values of 8 and 16 bits, with rescale slope and intercept. Slices are put in order by their places in the world, whatever the files are called.
/// </summary>
public static class DicomSeries
{
    /// <summary>The series in a folder, in order of their first files' names. Files that are not DICOM or hold no image are passed over, and so are folders in it.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="ImageFormatException">It is missing or without an image, or a file is damaged.</exception>
    public static IReadOnlyList<DicomSeriesInfo> List(string folder) => [.. FilesOf(folder).GroupBy(file => file.SeriesUid).Select(InfoOf)];

    /// <summary>Reads the only series of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The image; its frames are time points or acquisitions of the same places.</returns>
    /// <exception cref="ImageFormatException">It holds no series or several, or one that cannot be put together.</exception>
    public static StoredImage Read(string folder)
    {
        var files = FilesOf(folder);
        DicomSeriesInfo[] series = [.. files.GroupBy(file => file.SeriesUid).Select(InfoOf)];
        return series.Length == 1 ? Assemble(folder, files) : throw new ImageFormatException(
            folder, $"holds {series.Length} series; choose one by its UID, or put each into a folder of its own: {TextOf(series)}.");
    }

    /// <summary>Reads a series of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="seriesUid">The UID of the series.</param>
    /// <returns>The image; its frames are time points or acquisitions of the same places.</returns>
    /// <exception cref="ImageFormatException">It holds no such series, or one that cannot be put together.</exception>
    public static StoredImage Read(string folder, string seriesUid)
    {
        var files = FilesOf(folder);
        DicomFile[] chosen = [.. files.Where(file => file.SeriesUid == seriesUid)];
        return chosen.Length > 0 ? Assemble(folder, chosen) : throw new ImageFormatException(
            folder, $"holds no series '{seriesUid}'; choose one of {TextOf(files.GroupBy(file => file.SeriesUid).Select(InfoOf))}.");
    }

    private static List<DicomFile> FilesOf(string folder)
    {
        if (File.Exists(folder)) throw new ImageFormatException(folder, "is a file; name the folder that holds the DICOM series.");
        if (!Directory.Exists(folder)) throw new ImageFormatException(folder, "there is no such folder; check the path.");
        string[] paths;
        try
        {
            paths = Directory.GetFiles(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageFormatException(folder, $"cannot be opened ({e.Message.TrimEnd('.')}); check its permissions.", e);
        }

        // Hidden files are notes of the operating system; macOS calls them ._name.dcm.
        List<DicomFile> files = [.. paths.Where(path => !Path.GetFileName(path).StartsWith('.')).Order(StringComparer.Ordinal).Select(DicomFile.Read).OfType<DicomFile>()];
        return files.Count > 0 ? files : throw new ImageFormatException(folder, "holds no DICOM file with an image; name the folder that holds the files themselves, not one above it.");
    }

    private static DicomSeriesInfo InfoOf(IGrouping<string, DicomFile> files)
    {
        var elements = files.First().Elements;
        return new DicomSeriesInfo(files.Key, elements.Text(DicomTag.SeriesDescription) ?? "", elements.Text(DicomTag.Modality) ?? "", files.Count());
    }

    private static string TextOf(IEnumerable<DicomSeriesInfo> series) =>
        string.Join("; ", series.Select(one => $"{one.Uid} ({one.Modality} '{one.Description}', {one.Files} {(one.Files == 1 ? "file" : "files")})"));

    private static StoredImage Assemble(string folder, IReadOnlyList<DicomFile> files)
    {
        DicomFrame[] frames = [.. files.SelectMany(DicomFrame.Of)];
        DicomGrid.CheckAlike(folder, frames);
        var volumes = DicomVolumes.Of(folder, frames);
        var geometry = DicomGrid.Of(folder, volumes[0]);

        DicomFrame[] ordered = [.. volumes.SelectMany(volume => volume)];
        var (format, slope, intercept) = (ordered[0].Format, ordered[0].Slope, ordered[0].Intercept);
        bool areAlike = ordered.All(frame => frame.Format.Type == format.Type && frame.Slope == slope && frame.Intercept == intercept);
        var type = areAlike ? format.Type : NumberType.Of<float>();
        int length = FileContent.CheckedLength(folder, [ordered.Length, ordered[0].Rows, ordered[0].Columns], type.Size, long.MaxValue, isCompressed: false);
        var bytes = new byte[length];
        // Every file is opened once, however its frames are spread.
        foreach (var file in ordered.Select((frame, place) => (Frame: frame, Place: place)).GroupBy(slice => slice.Frame.File))
        {
            using var pixels = new DicomPixels(file.Key);
            foreach (var (frame, place) in file)
            {
                var target = bytes.AsMemory(place * (length / ordered.Length), length / ordered.Length);
                if (areAlike) pixels.Read(frame, target);
                else ReadScaled(pixels, frame, MemoryMarshal.Cast<byte, float>(target.Span));
            }
        }

        return areAlike ? new StoredImage(folder, geometry, type, bytes, slope, intercept) : new StoredImage(folder, geometry, type, bytes);
    }

    private static void ReadScaled(DicomPixels pixels, DicomFrame frame, Span<float> values)
    {
        var numbers = new byte[frame.Rows * frame.Columns * frame.Format.Size];
        pixels.Read(frame, numbers);
        frame.Format.Type.ToFloats(numbers, values, frame.Slope, frame.Intercept);
    }
}
