using SsNet.Imaging;
using SsNet.Imaging.Formats;

namespace SsNet.Experiments.Scans.Layouts;

/// <summary>The images of a folder of a data set and what they are called.</summary>
internal static class ImageNames
{
    /// <summary>The name of a file without its folder and its extension, which may be of two parts or unknown.</summary>
    /// <param name="path">The file.</param>
    public static string WithoutExtension(string path)
    {
        string name = Path.GetFileName(path), without = ImageFolder.NameOf(path);
        return without == name && !Directory.Exists(path) ? Path.GetFileNameWithoutExtension(name) : without;
    }

    /// <summary>The images in a folder, in ordinal order of their paths: files of a known extension or content, and folders of slices or of a DICOM series.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="passedOver">The names of what else is there.</param>
    /// <exception cref="ReportedException">The folder or a file of unknown extension cannot be opened.</exception>
    public static IReadOnlyList<(string Id, string Path)> In(string folder, out IReadOnlyList<string> passedOver)
    {
        var listing = ImageFolder.List(folder, new ImageSearch { ByContent = true });
        passedOver = listing.Others;
        return [.. listing.Images.Select(path => (WithoutExtension(path), path))];
    }

    /// <summary>What there is to note about what is passed over, for one entry and for several.</summary>
    /// <param name="folderName">The name of the folder.</param>
    public static (string One, string Several) PassedOver(string folderName)
    {
        const string Advice = "a DICOM series needs a folder of its own";
        return ($"entry of {folderName} is no image of a known format ({Advice}) and is passed over", $"entries of {folderName} are no images of a known format ({Advice}) and are passed over");
    }
}
