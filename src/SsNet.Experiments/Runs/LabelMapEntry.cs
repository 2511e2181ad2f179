using SsNet.Imaging;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Formats.Dicom;
using SsNet.Imaging.Formats.Png;

namespace SsNet.Experiments.Runs;

/// <summary>A label map on the disk.</summary>
/// <param name="Name">The file's name without its extension, or the folder's name.</param>
/// <param name="Path">The file, or the folder of slices in PNG or of a DICOM series.</param>
internal sealed record LabelMapEntry(string Name, string Path)
{
    /// <summary>Formats are told by content, but here names have to tell images from whatever else lies in a folder.</summary>
    private static readonly string[] Extensions = [.. ImageFile.Extensions, ".hdf5", ".hdr"];

    /// <summary>The label maps in a folder in the order of their names, or the file itself. Hidden files and those of no image format are passed over.</summary>
    /// <param name="path">A folder or a file.</param>
    /// <exception cref="ReportedException">There is no such file or folder, it holds no label map, or it cannot be read.</exception>
    public static IReadOnlyList<LabelMapEntry> In(string path)
    {
        if (File.Exists(path)) return [OfFile(path)];
        if (!Directory.Exists(path)) throw new ReportedException($"{path}: there is no such file or folder.");
        try
        {
            var files = Directory.EnumerateFiles(path).Where(file => ExtensionOf(file).Length > 0).Select(OfFile);
            var folders = Directory.EnumerateDirectories(path).Where(IsVolume).Select(folder => new LabelMapEntry(System.IO.Path.GetFileName(folder), folder));
            LabelMapEntry[] entries = [.. files.Concat(folders).Where(entry => !entry.Name.StartsWith('.')).OrderBy(entry => entry.Name, StringComparer.Ordinal)];
            return entries.Length > 0 ? entries : throw new ReportedException($"{path}: the folder holds no label map; name the folder that the files, or their folders of slices, lie in.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReportedException($"{path}: cannot be read ({e.Message.TrimEnd('.')}); check its permissions.", e);
        }
    }

    private static LabelMapEntry OfFile(string path)
    {
        string name = System.IO.Path.GetFileName(path), extension = ExtensionOf(path);
        return new LabelMapEntry(extension.Length > 0 ? name[..^extension.Length] : System.IO.Path.GetFileNameWithoutExtension(name), path);
    }

    private static string ExtensionOf(string path) => Extensions.FirstOrDefault(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) ?? "";

    /// <summary>Whether a folder is one image, of slices.</summary>
    private static bool IsVolume(string folder)
    {
        try
        {
            return PngFolder.HasSlices(folder) || DicomSeries.List(folder).Count > 0;
        }
        catch (ImageFormatException)
        {
            return false;
        }
    }
}
