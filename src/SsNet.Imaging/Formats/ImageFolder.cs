using SsNet.Imaging.Formats.Png;

namespace SsNet.Imaging.Formats;

/// <summary>The images that lie in a folder, one name each.</summary>
public static class ImageFolder
{
    // Extensions that are read but not written, beside those of ImageFile.
    private static readonly string[] AlsoRead = [".hdr", ".hdr.gz", ".hdf5"];

    /// <summary>
    /// The images of a folder in the order of their names: files with the extension of a format, of a pair the header alone, and folders that hold a DICOM series or slices in PNG. Hidden
    /// files are passed over.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="deep">Whether images in other folders below are listed too.</param>
    /// <exception cref="ImageFormatException">It cannot be read.</exception>
    public static IReadOnlyList<string> List(string folder, bool deep = false) => FileContent.Guard(folder, () => Found(folder, deep).ToList());

    /// <summary>The name of an image without folder and extension: scan for scans/scan.nii.gz; of a folder of slices the folder's name.</summary>
    /// <param name="path">The path.</param>
    public static string NameOf(string path)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        return ExtensionIn(name) is { } extension && !Directory.Exists(path) ? name[..^extension.Length] : name;
    }

    /// <summary>Whether a folder holds files of a DICOM series, going by the first file that is not hidden.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="ImageFormatException">It or the file cannot be read.</exception>
    public static bool IsDicom(string folder) => FileContent.Guard(folder, () =>
        Directory.EnumerateFiles(folder).Where(file => !IsHidden(file) && ExtensionIn(file) is null && new FileInfo(file).Length > 0).Order(StringComparer.Ordinal).Take(MostLooks)
            .Any(file => FileKinds.Of(file) == FileKind.Dicom));

    /// <summary>A folder of a series may hold a few files of other kinds, such as a note, before the first of the series.</summary>
    private const int MostLooks = 8;

    private static IEnumerable<string> Found(string folder, bool deep)
    {
        foreach (string entry in Directory.EnumerateFileSystemEntries(folder).Where(entry => !IsHidden(entry)).Order(StringComparer.Ordinal))
        {
            if (Directory.Exists(entry))
            {
                if (PngFolder.HasSlices(entry) || IsDicom(entry)) yield return entry;
                else if (deep)
                {
                    foreach (string inside in Found(entry, deep)) yield return inside;
                }
            }
            else if (ExtensionIn(entry) is not null)
            {
                yield return entry;
            }
        }
    }

    private static bool IsHidden(string path) => Path.GetFileName(path).StartsWith('.');

    private static string? ExtensionIn(string path) => ImageFile.ExtensionOf(path) ?? AlsoRead.FirstOrDefault(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
}
