using System.Text;
using SsNet.Experiments.Benchmarks;
using SsNet.Imaging;

namespace SsNet.Experiments.Preparing;

/// <summary>The lists of a prepared folder, which belong to its user once they are written.</summary>
internal static class PreparedLists
{
    /// <summary>
    /// Writes the lists. Where they are there already their lines stay, and cases that were prepared since are added at the end of the list of their part, unless their group is in
    /// another one.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cases">Its cases, in the order of their data set.</param>
    /// <returns>What the lists say now.</returns>
    /// <exception cref="ReportedException">A list cannot be read or written, or names a case that is not prepared.</exception>
    public static PreparedSplit Update(PreparedFolder folder, IReadOnlyList<PreparedCase> cases)
    {
        var record = SplitRecord.Load(folder.SplitFile);
        // The training list makes the folder a finished one: without it the others are leftovers of a start that failed.
        bool areThere = File.Exists(folder.TrainingList);
        var known = cases.ToDictionary(item => item.Id);
        var planned = PreparedSplit.Of(cases, record.DrawnTest);
        // For the same reason it comes last.
        (string Path, IReadOnlyList<PreparedCase> Planned)[] lists = [(folder.ValidationList, planned.Validation), (folder.TestList, planned.Test), (folder.TrainingList, planned.Training)];
        var listed = lists.ToDictionary(list => list.Path, list => areThere && File.Exists(list.Path) ? Read(folder, list.Path, known) : []);

        var listOfGroup = new Dictionary<string, string>();
        foreach (var (path, items) in listed)
        {
            foreach (var item in items) listOfGroup.TryAdd(item.Group, path);
        }

        HashSet<string> before = areThere ? [.. record.Listed, .. listed.Values.SelectMany(items => items).Select(item => item.Id)] : [];
        foreach (var (path, items) in lists)
        {
            PreparedCase[] added = [.. items.Where(item => !before.Contains(item.Id) && listOfGroup.GetValueOrDefault(item.Group, path) == path)];
            listed[path] = [.. listed[path], .. added];
            if (added.Length > 0) Write(path, listed[path].Select(item => item.Id));
            else if (!areThere) File.Delete(path);
        }

        var inLists = listed.Values.SelectMany(items => items).Select(item => item.Id).ToHashSet();
        (record with { Listed = [.. before.Union(inLists).Order(StringComparer.Ordinal)] }).Save(folder.SplitFile);
        return new PreparedSplit(listed[folder.TrainingList], listed[folder.ValidationList], listed[folder.TestList], [.. cases.Where(item => !inLists.Contains(item.Id))]);
    }

    private static PreparedCase[] Read(PreparedFolder folder, string path, Dictionary<string, PreparedCase> known)
    {
        var list = new CaseList(path);
        list.RequireFiles(folder.CaseFile);
        return [.. list.Entries.Select(entry => known.GetValueOrDefault(entry.Id) ?? folder.ReadReport(entry.Id))];
    }

    private static void Write(string path, IEnumerable<string> ids) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(string.Concat(ids.Select(id => id + "\n")))));
}
