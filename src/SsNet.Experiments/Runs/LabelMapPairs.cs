using SsNet.Experiments.Scans;
using SsNet.Imaging;

namespace SsNet.Experiments.Runs;

/// <summary>Which predicted label map belongs to which true one, by their names.</summary>
/// <param name="Pairs">The cases in the order of their names.</param>
/// <param name="Notes">What was left out, for the reader.</param>
internal sealed record LabelMapPairs(IReadOnlyList<(string CaseId, string Prediction, string Truth)> Pairs, IReadOnlyList<string> Notes)
{
    /// <summary>What is written beside predicted label maps and is none.</summary>
    private static readonly string[] Companions = ["_probability", "_entropy"];

    /// <summary>Finds the pairs. Two files are a pair whatever they are called.</summary>
    /// <param name="predictions">Folder of the predicted label maps, or one of them.</param>
    /// <param name="labels">Folder of the true ones, or one of them.</param>
    /// <param name="allowMissing">Whether truths without a prediction are left out rather than an error.</param>
    /// <exception cref="ReportedException">There is no pair, a truth has no prediction, or names do not tell which files belong together.</exception>
    public static LabelMapPairs Of(string predictions, string labels, bool allowMissing)
    {
        var predicted = LabelMapEntry.In(predictions);
        var actual = LabelMapEntry.In(labels);
        bool onePrediction = File.Exists(predictions);
        if (onePrediction && File.Exists(labels)) return new([(predicted[0].Name, predictions, labels)], []);
        if (!onePrediction) predicted = [.. predicted.Where(entry => !Companions.Any(companion => entry.Name.Contains(companion, StringComparison.OrdinalIgnoreCase)))];
        if (predicted.GroupBy(entry => entry.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ReportedException($"{predictions}: {NamesOf(twice.Select(FileName))} would all be the prediction of {twice.Key}; leave one of them there.");
        }

        var notes = new List<string>();
        var paths = predicted.ToDictionary(entry => entry.Name, entry => entry.Path);
        var truths = TruthsByCase(labels, actual, paths, notes);
        (string CaseId, string Prediction, string Truth)[] pairs =
            [.. truths.Where(truth => paths.ContainsKey(truth.CaseId)).Select(truth => (truth.CaseId, paths[truth.CaseId], truth.Path))];
        if (pairs.Length == 0)
        {
            throw new ReportedException($"{predictions} and {labels} have no case in common ({NamesOf(paths.Keys)}; {NamesOf(truths.Select(truth => truth.CaseId))}); call files of a case alike.");
        }

        // A single prediction that is named asks for its own case alone.
        string[] missing = onePrediction ? [] : [.. truths.Select(truth => truth.CaseId).Where(id => !paths.ContainsKey(id))];
        if (missing.Length > 0 && !allowMissing)
        {
            throw new ReportedException($"{predictions}: {missing.Length} of {truths.Count} cases have no prediction ({NamesOf(missing)}); add them, or leave them out with --allow-missing.");
        }

        if (missing.Length > 0) notes.Add($"cases without a prediction are left out, which flatters the means ({missing.Length} of {truths.Count}): {NamesOf(missing)}");
        string[] extra = [.. paths.Keys.Except(pairs.Select(pair => pair.CaseId))];
        if (extra.Length > 0) notes.Add($"predictions without a truth are not scored ({extra.Length} of {paths.Count}): {NamesOf(extra)}");
        return new LabelMapPairs(pairs, notes);
    }

    /// <summary>Some names for a line of text.</summary>
    /// <param name="names">The names.</param>
    internal static string NamesOf(IEnumerable<string> names)
    {
        const int Most = 8;
        string[] all = [.. names];
        return string.Join(", ", all.Take(Most)) + (all.Length > Most ? $" and {all.Length - Most} more" : "");
    }

    /// <summary>The truth of every case. Where an image lies beside the label map of its case, as ACDC has it, the label map is the one with a suffix.</summary>
    private static List<(string CaseId, string Path)> TruthsByCase(
        string folder, IEnumerable<LabelMapEntry> entries, Dictionary<string, string> predictions, List<string> notes)
    {
        var truths = new List<(string CaseId, string Path)>();
        var images = new List<string>();
        foreach (var sameCase in entries.GroupBy(entry => predictions.ContainsKey(entry.Name) ? entry.Name : LabelSuffixes.Without(entry.Name)))
        {
            LabelMapEntry[] candidates = [.. sameCase], suffixed = [.. sameCase.Where(entry => entry.Name != sameCase.Key)];
            var chosen = candidates.Length == 1 ? candidates : suffixed;
            if (chosen.Length != 1) throw new ReportedException($"{folder}: {NamesOf(candidates.Select(FileName))} would all be the truth of {sameCase.Key}; leave one of them there.");
            truths.Add((sameCase.Key, chosen[0].Path));
            images.AddRange(candidates.Except(chosen).Select(FileName));
        }

        if (images.Count > 0) notes.Add($"files beside a label map of the same case are taken for images: {NamesOf(images)}");
        return [.. truths.OrderBy(truth => truth.CaseId, StringComparer.Ordinal)];
    }

    private static string FileName(LabelMapEntry entry) => Path.GetFileName(entry.Path);
}
