using SsNet.Imaging.Formats.Png;

namespace SsNet.Imaging.Formats;

/// <summary>The images that lie in a folder, and what they are called.</summary>
public static class ImageFolder
{
    // Extensions that are read but not written, beside those of ImageFile.
    private static readonly string[] AlsoRead = [".hdf5", ".hdr", ".hdr.gz", ".img", ".img.gz"];

    /// <summary>
    /// Finds images: files with the extension of a format, of a header and its numbers the header alone, and folders that hold a DICOM series or slices in PNG. Hidden files are
    /// passed over.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="search">What is looked for; null for images in the folder itself, by their names.</param>
    /// <exception cref="ImageFormatException">It, or a file that has to be looked into, cannot be opened.</exception>
    public static ImageListing List(string folder, ImageSearch? search = null)
    {
        var images = new List<string>();
        var others = new List<string>();
        Search(folder, search ?? new ImageSearch(), images, others, []);
        return new ImageListing([.. images.Order(StringComparer.Ordinal)], [.. others.Select(path => Path.GetRelativePath(folder, path) + (Directory.Exists(path) ? "/" : ""))]);
    }

    /// <summary>The name of an image without folder and extension: scan for scans/scan.nii.gz; of a folder of slices the folder's name.</summary>
    /// <param name="path">The path.</param>
    public static string NameOf(string path)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        // A point in a folder's name begins no extension.
        return ExtensionIn(name) is { } extension && !Directory.Exists(path) ? name[..^extension.Length] : name;
    }

    /// <summary>Whether a folder holds files of a DICOM series. Other files may lie among them.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="ImageFormatException">It or a file in it cannot be opened.</exception>
    public static bool IsDicom(string folder) => Entries(folder, Directory.GetFiles).Any(file => ExtensionIn(file) is null && KindOf(file) == FileKind.Dicom);

    /// <summary>Whether a name is that of a hidden file or folder: notes of the operating system, which macOS calls ._name.</summary>
    /// <param name="path">The path.</param>
    public static bool IsHidden(string path) => Path.GetFileName(path) is ['.', ..] or "__MACOSX";

    /// <summary>Leaves out files that hold the numbers of a header that is there too: x.img beside x.hdr, x.raw or x.raw.gz beside x.nhdr.</summary>
    /// <param name="files">The files.</param>
    public static IEnumerable<string> WithoutNumbers(IReadOnlyCollection<string> files)
    {
        var ofPairs = files.Where(file => ExtensionIn(file) is ".hdr" or ".hdr.gz").Select(Stem).ToHashSet();
        var ofNrrd = files.Where(file => ExtensionIn(file) is ".nhdr").Select(Stem).ToHashSet();
        return files.Where(file => !(ExtensionIn(file) switch
        {
            ".img" or ".img.gz" => ofPairs,
            null => ofNrrd,
            _ => [],
        }).Contains(Stem(file)));
    }

    private static void Search(string folder, ImageSearch search, List<string> images, List<string> others, HashSet<string> searched)
    {
        // Links may lead back to a folder above.
        if (!searched.Add(RealPath.Of(folder))) return;
        foreach (string file in WithoutNumbers(Entries(folder, Directory.GetFiles)))
        {
            bool isImage = ExtensionIn(file) is not null || (search.ByContent && KindOf(file) is not (FileKind.Unknown or FileKind.Dicom));
            (isImage ? images : others).Add(file);
        }

        foreach (string inside in Entries(folder, Directory.GetDirectories))
        {
            if (search.Except is { } except && RealPath.Of(inside) == RealPath.Of(except)) continue;
            if (IsDicom(inside) || (!search.EachSlice && PngFolder.HasSlices(inside))) images.Add(inside);
            else if (search.Deep) Search(inside, search, images, others, searched);
            else others.Add(inside);
        }
    }

    private static string[] Entries(string folder, Func<string, string[]> list)
    {
        try
        {
            return [.. list(folder).Where(path => !IsHidden(path)).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageFormatException(folder, $"cannot be opened ({e.Message.TrimEnd('.')}); check the path and its permissions.", e);
        }
    }

    private static FileKind KindOf(string file) => new FileInfo(file) is { Exists: true, Length: 0 } ? FileKind.Unknown : FileKinds.Of(file);

    private static string? ExtensionIn(string path) => ImageFile.ExtensionOf(path) ?? AlsoRead.FirstOrDefault(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>What a header and its numbers have in common: the path without extension, be it one of two parts.</summary>
    private static string Stem(string path)
    {
        if (ExtensionIn(path) is { } extension) return path[..^extension.Length];
        return Path.ChangeExtension(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^".gz".Length] : path, null);
    }
}
