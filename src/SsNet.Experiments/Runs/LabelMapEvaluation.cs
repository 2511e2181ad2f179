using SsNet.Experiments.Scans;
using SsNet.Imaging;
using SsNet.Imaging.Metrics;

namespace SsNet.Experiments.Runs;

/// <summary>What a comparison of label maps gave.</summary>
/// <param name="Scores">Scores per case and class.</param>
/// <param name="Notes">What the reader has to know about them, one line each.</param>
public sealed record LabelMapScores(ScoreTable Scores, IReadOnlyList<string> Notes);

/// <summary>Scores label maps against true ones, whoever made them, in any format that <see cref="Imaging.Formats.ImageFile"/> reads.</summary>
public static class LabelMapEvaluation
{
    /// <summary>
    /// Compares the label maps of two folders, or two files. Cases are matched by the names of their files without extension, where a truth may also be called
    /// <c>&lt;case&gt;_gt</c>, <c>_seg</c>, <c>_label</c>, <c>_labels</c>, <c>_mask</c> or <c>-label</c>. Maps that both have a place in the world are brought into one
    /// order of axes; others are compared as they are stored. Distances are in mm by the spacing of the truth, or of the prediction where only that has one, and in voxels
    /// where no file has any.
    /// </summary>
    /// <param name="predictions">Folder of the predicted label maps, or one of them. Files called <c>*_probability*</c> and <c>*_entropy*</c> are passed over.</param>
    /// <param name="labels">Folder of the true ones, or one of them.</param>
    /// <param name="scheme">What the values of both stand for, and which are left out; null where they are classes. Instead of <paramref name="classNames"/> and <paramref name="ignored"/>.</param>
    /// <param name="classNames">What the classes 1, 2, … are, so that these are scored; null for all values above 0 that occur anywhere.</param>
    /// <param name="ignored">The value of the truth that marks voxels to leave out, 1 to 255; null for none.</param>
    /// <param name="allowMissing">Whether truths without a prediction are left out rather than an error.</param>
    /// <param name="progress">Told which case of how many is under way; the share of it that is done is always 0.</param>
    /// <param name="cancellation">Stops between two cases.</param>
    /// <exception cref="ReportedException">Files are missing, cannot be read, or cannot be compared.</exception>
    public static LabelMapScores Run(
        string predictions,
        string labels,
        LabelScheme? scheme = null,
        IReadOnlyList<string>? classNames = null,
        byte? ignored = null,
        bool allowMissing = false,
        Action<int, int, string, double>? progress = null,
        CancellationToken cancellation = default)
    {
        if (scheme is not null) (classNames, ignored) = ([.. scheme.Classes.Select(item => item.Name)], LabelScheme.Ignore);
        if (classNames is not null && ignored <= classNames.Count)
        {
            throw new ReportedException($"--ignore {ignored} is the class {classNames[ignored.Value - 1]} of --class-names; leave out another value, or name fewer classes.");
        }

        var (pairs, found) = LabelMapPairs.Of(predictions, labels, allowMissing);
        var cases = new List<ScoredCase>();
        foreach (var (index, (id, prediction, truth)) in pairs.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Invoke(index, pairs.Count, id, 0);
            cases.Add(ScoredCase.Of(id, AlignedLabelMaps.Read(prediction, truth, scheme), ignored, classNames?.Count ?? byte.MaxValue));
        }

        int[] present = [.. cases.SelectMany(scored => scored.Present).Distinct().Order()];
        int[] classes = classNames is null ? present : [.. Enumerable.Range(1, classNames.Count)];
        if (classes.Length == 0) throw new ReportedException($"{predictions}: neither the predictions nor their truths hold any class but the background; name the classes with --class-names to score them nevertheless.");

        if (classNames is not null && present.Length > 0 && !present.Intersect(classes).Any())
        {
            string remedy = scheme is null ? "name the values in a file with --scheme, or leave out --class-names" : "correct the scheme";
            throw new ReportedException($"{predictions}: none of the classes 1 to {classNames.Count} occurs, but the values {string.Join(", ", present)} do; {remedy}.");
        }

        var rows = cases.SelectMany(scored => classes.Select(c => new ScoreRow(scored.CaseId, c, scored.Scores.GetValueOrDefault(c, SegmentationScore.OfEmptyMasks))));
        string unit = cases.Any(scored => scored.HasSpacing) ? "mm" : "voxel";
        var table = new ScoreTable([.. rows], unit, classNames ?? ScoreTable.NumberedClasses(classes[^1]));
        return new LabelMapScores(table, [.. found, .. NotesOn(cases, [.. present.Except(classes)], classNames is null)]);
    }

    private static IEnumerable<string> NotesOn(IReadOnlyList<ScoredCase> cases, int[] unnamed, bool findsClasses)
    {
        if (unnamed.Length > 0) yield return $"values that --class-names gives no name occur and are not scored: {string.Join(", ", unnamed)}";
        if (findsClasses && cases.Any(scored => scored.TruthHolds255)) yield return "the value 255 of the truth is scored as a class; if it marks voxels that nobody knows, leave them out with --ignore 255";
        string[] stored = [.. cases.Where(scored => scored.InStoredOrder).Select(scored => scored.CaseId)];
        if (stored.Length > 0) yield return $"cases with a place in the world in one of their two files only are compared in the order in which they are stored: {LabelMapPairs.NamesOf(stored)}";
        string[] without = [.. cases.Where(scored => !scored.HasSpacing).Select(scored => scored.CaseId)];
        if (without.Length > 0 && without.Length < cases.Count) yield return $"cases without a spacing count 1 mm per voxel: {LabelMapPairs.NamesOf(without)}";
    }

    /// <summary>A case, the values above 0 that it holds, and the scores of those up to the highest class.</summary>
    private sealed record ScoredCase(string CaseId, int[] Present, Dictionary<int, SegmentationScore> Scores, bool HasSpacing, bool InStoredOrder, bool TruthHolds255)
    {
        public static ScoredCase Of(string id, AlignedLabelMaps maps, byte? ignored, int highestClass)
        {
            var (prediction, truth) = ignored is { } value ? IgnoredVoxels.LeftOut(maps.Prediction, maps.Truth, value) : (maps.Prediction, maps.Truth);
            double[] spacing = maps.Spacing is { } stated ? [.. stated] : [];
            var holds = new bool[byte.MaxValue + 1];
            foreach (byte voxel in prediction.Voxels) holds[voxel] = true;
            foreach (byte voxel in truth.Voxels) holds[voxel] = true;
            // What is ignored is no class, though a prediction may hold it where the truth is known; there it is wrong.
            int[] present = [.. Enumerable.Range(1, byte.MaxValue).Where(c => holds[c] && c != ignored)];
            var scores = present.Where(c => c <= highestClass).ToDictionary(c => c, c => SegmentationMetrics.Compute(prediction, truth, c, spacing));
            return new ScoredCase(id, present, scores, maps.Spacing is not null, maps.InStoredOrder, truth.Voxels.Contains(byte.MaxValue));
        }
    }
}
