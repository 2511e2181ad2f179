using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Recipes;
using SsNet.Imaging;

namespace SsNet.Experiments.Scans.Layouts;

/// <summary>What cases are kept for and in what order: <c>train.list</c>, <c>val.list</c> and <c>test.list</c>, as far as they are there.</summary>
internal sealed class PlainLists
{
    private static readonly (string Name, ScanPart Part)[] Lists = [("train.list", ScanPart.Training), ("val.list", ScanPart.Validation), ("test.list", ScanPart.Test)];

    private readonly string folder;
    private readonly OrderedDictionary<string, (ScanPart Part, string List)> places = [];

    /// <summary>Reads the lists.</summary>
    /// <param name="folder">The folder of the data set.</param>
    /// <param name="ids">The cases in their own order.</param>
    /// <param name="gathering">Notes cases that are left out, since there is a <c>train.list</c> and no list has them. Without one they are training cases.</param>
    /// <exception cref="ReportedException">A list names a case that is not there or is in another list.</exception>
    public PlainLists(string folder, IReadOnlyList<string> ids, ScanGathering gathering)
    {
        this.folder = folder;
        foreach (var (name, part) in Lists.Where(list => HasList(list.Name)))
        {
            var list = new CaseList(Path.Combine(folder, name));
            foreach (var (id, line) in list.Entries)
            {
                if (!ids.Contains(id)) throw list.Failure(line, $"there is no image '{id}'.{NearestName.Hint(id, ids)} Correct the name or remove the line.");
                if (!places.TryAdd(id, (part, name))) throw list.Failure(line, $"case {id} is in {places[id].List} too; remove it from one of the lists.");
            }
        }

        string[] unlisted = [.. ids.Distinct().Where(id => !places.ContainsKey(id))];
        if (HasList(Lists[0].Name)) gathering.Note(unlisted, ("case is in no list and is left out", "cases are in no list and are left out"));
        else foreach (string id in unlisted) places.Add(id, (ScanPart.Training, "no list"));
    }

    /// <summary>The cases that are used: those for training first, each part in the order of its list.</summary>
    public IEnumerable<(string Id, ScanPart Part)> Cases => places.Select(place => (place.Key, place.Value.Part)).OrderBy(place => place.Part);

    /// <summary>Checks that there is a label for every case that is evaluated.</summary>
    /// <param name="labelled">The cases with a label.</param>
    /// <exception cref="ReportedException">A case of <c>val.list</c> or <c>test.list</c> has none.</exception>
    public void RequireLabels(IReadOnlyCollection<string> labelled)
    {
        foreach (var (id, (part, list)) in places)
        {
            if (part == ScanPart.Training || labelled.Contains(id)) continue;
            throw new ReportedException($"{Path.Combine(folder, list)}: case {id} has no label, and every case of this list needs one; add it to {PlainLabels.FolderName}, or move the case to {Lists[0].Name}.");
        }
    }

    /// <summary>Checks that the cases of a group are all in one list.</summary>
    /// <param name="groups">The groups of the cases that have one.</param>
    /// <exception cref="ReportedException">They are not.</exception>
    public void RequireWholeGroups(IReadOnlyDictionary<string, string> groups)
    {
        foreach (var group in places.Where(place => groups.ContainsKey(place.Key)).GroupBy(place => groups[place.Key]))
        {
            var (first, (part, list)) = group.First();
            if (group.FirstOrDefault(place => place.Value.Part != part) is not { Key: { } other } parted) continue;
            throw new ReportedException(
                $"{Path.Combine(folder, PlainGroups.FileName)}: the group '{group.Key}' is parted: case {first} is in {list} and case {other} in {parted.Value.List}; put all its cases into one list.");
        }
    }

    private bool HasList(string name) => File.Exists(Path.Combine(folder, name));
}
