using SsNet.Experiments.Recipes;
using SsNet.Imaging;

namespace SsNet.Experiments.Scans.Layouts;

/// <summary>Which cases belong together, such as those of a patient: <c>groups.csv</c> with a line <c>case,group</c> for each.</summary>
internal static class PlainGroups
{
    /// <summary>The file's name.</summary>
    public const string FileName = "groups.csv";

    private static readonly string[] Header = ["case", "group"];

    /// <summary>The group of every case that the file names; none without a file.</summary>
    /// <param name="folder">The folder of the data set.</param>
    /// <param name="ids">The cases.</param>
    /// <param name="gathering">Notes cases that the file does not name.</param>
    /// <exception cref="ReportedException">A line is of another form, or names no case or one that another line names already.</exception>
    public static Dictionary<string, string> Of(string folder, IReadOnlyCollection<string> ids, ScanGathering gathering)
    {
        string path = Path.Combine(folder, FileName);
        var groups = new Dictionary<string, string>();
        if (!File.Exists(path)) return groups;
        foreach (var (index, line) in ScanFiles.Text(path).Split('\n').Index())
        {
            string[] cells = [.. line.Split(',').Select(cell => cell.Trim().Trim('"'))];
            if (string.IsNullOrWhiteSpace(line) || (index == 0 && cells.SequenceEqual(Header, StringComparer.OrdinalIgnoreCase))) continue;
            if (cells is not [{ Length: > 0 } id, { Length: > 0 } group]) throw Failure("is not of the form case,group; write the name of a case, a comma and the name of its group.");
            // A mistyped name would leave its case outside of the group, and a patient on both sides of the test.
            if (!ids.Contains(id)) throw Failure($"there is no case '{id}'.{NearestName.Hint(id, ids)} Correct the name or remove the line.");
            if (!groups.TryAdd(id, group)) throw Failure($"case {id} is in the group '{groups[id]}' already; remove one of the two lines.");

            ReportedException Failure(string message) => new($"{path}, line {index + 1}: {message}");
        }

        gathering.Note([.. ids.Where(id => !groups.ContainsKey(id))], ($"case is not in {FileName} and is a group of its own", $"cases are not in {FileName} and are groups of their own"));
        return groups;
    }
}
