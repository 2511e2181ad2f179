using System.Text;
using SsNet.Experiments.Benchmarks;
using SsNet.Imaging;

namespace SsNet.Experiments.Preparing;

/// <summary>The lists of a prepared folder, which belong to its user once they are written.</summary>
internal static class PreparedLists
{
    /// <summary>Writes the lists. Lines that are there stay; only cases that no list names yet are added, at the end of the training list.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="split">Which case belongs where.</param>
    /// <exception cref="ReportedException">A list cannot be read or written.</exception>
    public static void Write(PreparedFolder folder, PreparedSplit split)
    {
        if (!File.Exists(folder.TrainingList))
        {
            if (split.Validation.Count > 0) Write(folder.ValidationList, split.Validation.Select(item => item.Id));
            if (split.Test.Count > 0) Write(folder.TestList, split.Test.Select(item => item.Id));
            // The training list comes last: it makes the folder a finished one.
            Write(folder.TrainingList, split.Training.Select(item => item.Id));
            return;
        }

        string[] others = [.. new[] { folder.ValidationList, folder.TestList }.Where(File.Exists).SelectMany(Ids)];
        string[] training = [.. Ids(folder.TrainingList)];
        var heldOut = others.Select(id => folder.ReadReport(id).Group).ToHashSet();
        string[] added = [.. split.Training.Where(item => !training.Contains(item.Id) && !heldOut.Contains(item.Group)).Select(item => item.Id)];
        if (added.Length > 0) Write(folder.TrainingList, [.. training, .. added]);
    }

    private static IEnumerable<string> Ids(string path) => new CaseList(path).Entries.Select(entry => entry.Id);

    private static void Write(string path, IEnumerable<string> ids) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(string.Concat(ids.Select(id => id + "\n")))));
}
