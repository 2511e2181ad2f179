using SsNet.Experiments.Scans;
using SsNet.Imaging;

namespace SsNet.Experiments.Preparing;

/// <summary>The names of scans as names of cases, which stand in lists and are names of files.</summary>
internal static class CaseNames
{
    /// <summary>Checks that every scan of a data set can be told apart from all others.</summary>
    /// <param name="collection">The data set.</param>
    /// <exception cref="ReportedException">A name cannot stand on a line of a list, or is another one's but for capitals.</exception>
    public static void Require(ScanCollection collection)
    {
        // File systems of Windows and macOS take names for the same that differ in capitals alone.
        var seen = new Dictionary<string, Scan>(StringComparer.OrdinalIgnoreCase);
        foreach (var scan in collection.Scans)
        {
            if (scan.Id.Trim() != scan.Id || scan.Id.Length == 0 || scan.Id.Any(char.IsControl))
            {
                throw new ReportedException($"{scan.Channels[0].Path}: the name of the case, '{scan.Id}', is empty, has a blank at its end or a line break in it, and lists of cases could not name it; rename its files.");
            }

            if (seen.TryAdd(scan.Id, scan)) continue;
            throw new ReportedException($"{scan.Channels[0].Path}: the case {scan.Id} differs from {seen[scan.Id].Id} in capitals alone, and not every file system tells them apart; rename the files of one.");
        }
    }
}
