using System.Globalization;
using SsNet.Experiments.Preparing;
using SsNet.Imaging.Preparation;

namespace SsNet.Cli;

/// <summary>What a preparation did, for the reader.</summary>
internal static class PreparationText
{
    /// <summary>Writes a summary, and what deserves a look.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="outcome">What was done.</param>
    public static void Write(TextWriter output, PreparationOutcome outcome)
    {
        var record = outcome.Folder.Record;
        var settings = record.Settings;
        string there = outcome.AlreadyThere == 0 ? "" : Invariant($", {outcome.AlreadyThere} of them before");
        output.WriteLine(Invariant($"{outcome.Cases.Count} cases prepared{there}: {outcome.Folder.Path}"));
        output.WriteLine($"spacing: {SpacingText(settings)}; intensities: {IntensityText(settings.Intensity)}; part: {PartText(record)}");
        output.WriteLine($"classes: 0 background, {string.Join(", ", record.Labels.Classes.Select((item, index) => Invariant($"{index + 1} {item.Name}")))}");
        var split = outcome.Split;
        output.WriteLine(Invariant(
            $"split: {split.Training.Count(item => item.Labelled)} labelled and {split.Training.Count(item => !item.Labelled)} unlabelled to train on, {split.Validation.Count} to validate, {split.Test.Count} to test (train.list, val.list, test.list)"));
        foreach (string warning in Warnings(outcome)) output.WriteLine($"warning: {warning}");
        output.WriteLine($"report: {outcome.Folder.Report}");
    }

    private static IEnumerable<string> Warnings(PreparationOutcome outcome)
    {
        foreach (string problem in outcome.LeftOut) yield return $"left out: {problem}";
        if (outcome.Folder.Record.CutsAroundLabels)
        {
            yield return "labelled scans, test scans too, are cut around their own labels: scores on them are optimistic, since a new scan has no label to be cut around; --crop region, body or none does not peek";
        }

        if (Listed(outcome.Cases.Where(item => item.Kept < 1)) is { } cut) yield return $"the cut takes away part of the label of {cut} (see the report); use a larger --crop-margin or --crop none";
        if (Listed(outcome.Cases.Where(item => item.Labelled && item.ClassVoxels.All(voxels => voxels == 0))) is { } empty) yield return $"the label is empty in {empty}";
        if (Listed(outcome.Cases.Where(item => item.IsConstant)) is { } constant)
        {
            string range = outcome.Folder.Record.Settings.Intensity.Kind is IntensityKind.Window or IntensityKind.Percentile ? "is --range right? the report has their intensities before" : "look at the scans";
            yield return $"the prepared image is the same everywhere, so that nothing can be learned from it, in {constant} ({range})";
        }

        if (Listed(outcome.Split.LeftOut) is { } unused) yield return $"in no list, since they are of test or validation patients and have no label, or were taken out: {unused}";
        if (outcome.Gone.Length > 0) yield return $"prepared before, but the data set has them no more (remove them from the lists if they are not to be used): {Listed(outcome.Gone)}";
        if (outcome.Split.Test.Count == 0) yield return "no case is kept for the test: scores on cases that were trained on say little; label some more, or state --test";
    }

    private static string? Listed(IEnumerable<PreparedCase> cases) => Listed([.. cases.Select(item => item.Id)]);

    private static string? Listed(IReadOnlyCollection<string> ids)
    {
        const int Most = 5;
        if (ids.Count == 0) return null;
        return ids.Count <= Most ? string.Join(", ", ids) : Invariant($"{string.Join(", ", ids.Take(Most))} and {ids.Count - Most} more");
    }

    private static string SpacingText(PreparationSettings settings) => settings.Spacing.IsEmpty
        ? "each image's own"
        : $"{string.Join(" × ", settings.Spacing.Select(value => value == 0 ? "own" : value.ToString("0.####", CultureInfo.InvariantCulture)))} mm";

    private static string IntensityText(IntensityScale scale) => scale.Kind switch
    {
        IntensityKind.ZScore => "z-scores",
        IntensityKind.MinMax => "0 to 1",
        IntensityKind.Window => Invariant($"{scale.Low} to {scale.High} become 0 to 1"),
        IntensityKind.Percentile => Invariant($"percentiles {scale.Low} to {scale.High} become 0 to 1"),
        _ => "as they are",
    };

    private static string PartText(PreparationRecord record) => record.Settings.Crop switch
    {
        CropKind.Body => "the body",
        CropKind.Region => record.CutsAroundLabels ? "around the label; without one, where the labels of the training scans lie" : "where the labels of the training scans lie",
        _ => "all",
    };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
