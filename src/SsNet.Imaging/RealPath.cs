namespace SsNet.Imaging;

/// <summary>Paths without links in them, which tell whether two names mean the same file or folder.</summary>
public static class RealPath
{
    /// <summary>The path that a path stands for when all links on the way are followed. What does not exist yet stays as it is.</summary>
    /// <param name="path">The file or folder.</param>
    /// <exception cref="ReportedException">Links lead round in a circle.</exception>
    public static string Of(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        string? parent = Path.GetDirectoryName(full);
        if (parent is null) return full;
        string own = Path.Combine(Of(parent), Path.GetFileName(full));
        FileSystemInfo entry = Directory.Exists(own) ? new DirectoryInfo(own) : new FileInfo(own);
        if (!entry.Exists) return own;
        try
        {
            // The target's own path may have links in it again.
            return entry.ResolveLinkTarget(returnFinalTarget: true) is { } target ? Of(target.FullName) : own;
        }
        catch (IOException failure)
        {
            throw new ReportedException($"{path}: cannot be followed to where it leads ({failure.Message.TrimEnd('.')}); name the file or folder itself.", failure);
        }
    }
}
