using SsNet.Imaging;
using SsNet.Imaging.Formats;

namespace SsNet.Experiments.Scans;

/// <summary>What lies in the folders of a data set, with errors that speak to the user. Hidden files are notes of the operating system and are never seen; macOS calls them ._name.</summary>
internal static class ScanFiles
{
    /// <summary>The files of a folder, in ordinal order.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="ReportedException">It cannot be opened.</exception>
    public static IReadOnlyList<string> Files(string folder) => List(folder, Directory.GetFiles);

    /// <summary>The folders in a folder, in ordinal order.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="ReportedException">It cannot be opened.</exception>
    public static IReadOnlyList<string> Folders(string folder) => List(folder, Directory.GetDirectories);

    /// <summary>Whether an image of that path is there: a file or a folder.</summary>
    /// <param name="path">The path.</param>
    public static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    /// <summary>The text of a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ReportedException">It cannot be read.</exception>
    public static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ReportedException($"{path}: there is no such file; check the path.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReportedException($"{path}: cannot be read ({e.Message.TrimEnd('.')}); check the file and its permissions.", e);
        }
    }

    private static IReadOnlyList<string> List(string folder, Func<string, string[]> list)
    {
        if (!Directory.Exists(folder)) throw new ReportedException($"{folder}: there is no such folder; add it, or check the path.");
        try
        {
            return [.. list(folder).Where(path => !ImageFolder.IsHidden(path)).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReportedException($"{folder}: cannot be opened ({e.Message.TrimEnd('.')}); check its permissions.", e);
        }
    }
}
