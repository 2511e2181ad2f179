using SsNet.Imaging;
using SsNet.Imaging.Formats;

namespace SsNet.Experiments.Runs;

/// <summary>A label map on the disk.</summary>
/// <param name="Name">The file's name without its extension, or the folder's name.</param>
/// <param name="Path">The file, or the folder of slices in PNG or of a DICOM series.</param>
internal sealed record LabelMapEntry(string Name, string Path)
{
    /// <summary>The label maps in a folder in the order of their names, or the file itself. Hidden files and those of no image format are passed over.</summary>
    /// <param name="path">A folder or a file.</param>
    /// <exception cref="ReportedException">There is no such file or folder, it holds no label map, or it cannot be read.</exception>
    public static IReadOnlyList<LabelMapEntry> In(string path)
    {
        if (File.Exists(path)) return [Of(path)];
        if (!Directory.Exists(path)) throw new ReportedException($"{path}: there is no such file or folder.");
        // Formats are told by content, but here names have to tell label maps from whatever else lies in a folder.
        LabelMapEntry[] entries = [.. ImageFolder.List(path).Images.Select(Of).OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        return entries.Length > 0 ? entries : throw new ReportedException($"{path}: the folder holds no label map; name the folder that the files, or their folders of slices, lie in.");
    }

    private static LabelMapEntry Of(string path) => new(ImageFolder.NameOf(path), path);
}
