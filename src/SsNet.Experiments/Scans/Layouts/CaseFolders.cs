using SsNet.Imaging;

namespace SsNet.Experiments.Scans.Layouts;

/// <summary>Folders of which each holds a case, somewhere in a data set.</summary>
internal static class CaseFolders
{
    // Deep enough for every archive as it is unpacked; a search without end could walk a whole disk.
    private const int Levels = 3;

    /// <summary>The folders of the cases in ordinal order, and whether they are in a folder whose name begins with "test".</summary>
    /// <param name="root">The folder of the data set.</param>
    /// <param name="isCase">Whether a folder is that of a case.</param>
    /// <exception cref="ReportedException">A folder cannot be opened.</exception>
    public static IReadOnlyList<(string Path, bool IsTest)> Find(string root, Func<string, bool> isCase) => [.. Find(root, isCase, Levels, isTest: false)];

    private static IEnumerable<(string Path, bool IsTest)> Find(string folder, Func<string, bool> isCase, int levels, bool isTest)
    {
        foreach (string path in ScanFiles.Folders(folder))
        {
            if (isCase(path))
            {
                yield return (path, isTest);
            }
            else if (levels > 1)
            {
                bool isTestFolder = Path.GetFileName(path).StartsWith("test", StringComparison.OrdinalIgnoreCase);
                foreach (var found in Find(path, isCase, levels - 1, isTest || isTestFolder)) yield return found;
            }
        }
    }
}
