using SsNet.Imaging;
using SsNet.Imaging.Formats;

namespace SsNet.Experiments.Scans.Layouts;

/// <summary>The images of a folder and what they are called.</summary>
internal static class ImageNames
{
    // What is read and not written: NIfTI pairs, and HDF5 by its long name.
    private static readonly string[] Extensions = [.. ImageFile.Extensions, ".hdf5", ".hdr", ".img", ".hdr.gz", ".img.gz"];

    /// <summary>The name of a file without its folder and its extension, which may be of two parts.</summary>
    /// <param name="path">The file.</param>
    public static string WithoutExtension(string path)
    {
        string name = Path.GetFileName(path);
        return ExtensionOf(name) is { } extension ? name[..^extension.Length] : Path.GetFileNameWithoutExtension(name);
    }

    /// <summary>
    /// The images in a folder, in ordinal order of their paths: files of a known extension or content, and folders of slices or of a DICOM series. A header and its
    /// numbers count once.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="passedOver">The names of what else is there.</param>
    /// <exception cref="ReportedException">The folder or a file of unknown extension cannot be opened.</exception>
    public static IReadOnlyList<(string Id, string Path)> In(string folder, out IReadOnlyList<string> passedOver)
    {
        var files = ScanFiles.Files(folder);
        var headers = files.Where(path => ExtensionOf(path) is ".hdr" or ".hdr.gz" or ".nhdr").ToLookup(WithoutExtension, path => ExtensionOf(path) == ".nhdr");
        var images = new List<(string Id, string Path)>();
        var others = new List<string>();
        foreach (string path in files)
        {
            if (IsNumbers(path)) continue;
            if (ExtensionOf(path) is not null || ImageFile.IsImage(path)) images.Add((WithoutExtension(path), path));
            else others.Add(Path.GetFileName(path));
        }

        foreach (string path in ScanFiles.Folders(folder))
        {
            // A point in a folder's name begins no extension.
            if (ImageFile.IsImage(path)) images.Add((Path.GetFileName(path), path));
            else others.Add(Path.GetFileName(path) + "/");
        }

        passedOver = others;
        return [.. images.OrderBy(image => image.Path, StringComparer.Ordinal)];

        // Whether the file holds the numbers that a header beside it describes.
        bool IsNumbers(string path) => ExtensionOf(path) switch
        {
            ".img" or ".img.gz" => headers[WithoutExtension(path)].Contains(false),
            null => headers[WithoutExtension(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path)].Contains(true),
            _ => false,
        };
    }

    /// <summary>What there is to note about what is passed over, for one entry and for several.</summary>
    /// <param name="folderName">The name of the folder.</param>
    public static (string One, string Several) PassedOver(string folderName)
    {
        const string Advice = "a DICOM series needs a folder of its own";
        return ($"entry of {folderName} is no image of a known format ({Advice}) and is passed over", $"entries of {folderName} are no images of a known format ({Advice}) and are passed over");
    }

    private static string? ExtensionOf(string path) => Extensions.FirstOrDefault(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
}
