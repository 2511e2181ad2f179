using System.Globalization;
using SsNet.Experiments.Preparing;
using SsNet.Experiments.Proposing;
using SsNet.Experiments.Scans;
using SsNet.Imaging.Volumes;

namespace SsNet.Cli;

/// <summary>What a look at a data set found, for the reader.</summary>
internal static class SurveyText
{
    private const int MostProblems = 20;

    /// <summary>Writes what was found.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="survey">The look at every scan.</param>
    public static void WriteFound(TextWriter output, ScanSurvey survey)
    {
        var collection = survey.Collection;
        output.WriteLine(Invariant($"{collection.Folder}: {collection.Kind}, {survey.Scans.Count} scans, {survey.Labelled.Count()} with a label, channels: {string.Join(", ", collection.ChannelNames)}"));
        Geometry[] grids = [.. survey.Usable.Select(scan => scan.Grid!)];
        if (grids.Length > 0)
        {
            output.WriteLine($"size: {Range(grids, grid => grid.Size.Select(n => (double)n), "0")} voxels{AxesOf(grids[0])}");
            output.WriteLine($"spacing: {Range(grids, grid => grid.Spacing, "0.###")} mm");
            string ct = survey.LooksLikeCt ? "; they look like Hounsfield units" : "";
            output.WriteLine(Invariant($"intensities: {survey.Usable.Min(scan => scan.Lowest):0.###} to {survey.Usable.Max(scan => scan.Highest):0.###}{ct}"));
        }

        foreach (string note in collection.Notes) output.WriteLine($"note: {note}");
        string[] problems = [.. survey.Problems];
        foreach (string problem in problems.Take(MostProblems)) output.WriteLine($"problem: {problem}");
        if (problems.Length > MostProblems) output.WriteLine(Invariant($"problem: and {problems.Length - MostProblems} more scans cannot be used"));
        if (problems.Length > 0) output.WriteLine("'ssnet prepare' stops at these scans, or leaves them out with --skip-broken.");
    }

    /// <summary>Writes what is proposed.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="survey">The look at every scan.</param>
    /// <param name="proposal">What came of it.</param>
    /// <param name="isStated">Whether somebody stated that slices or volumes are to be trained on.</param>
    public static void WriteProposed(TextWriter output, ScanSurvey survey, DataProposal proposal, bool isStated)
    {
        var (summary, recipe) = (proposal.Summary, proposal.Recipe);
        foreach (var (index, item) in proposal.Preparation!.Labels.Classes.Index()) output.WriteLine($"class {ClassText(survey, index, item)}");
        output.WriteLine(Invariant($"split: {summary.Labelled} labelled and {summary.Unlabelled} unlabelled to train on, {summary.Validation} to validate, {summary.Test} to test"));
        if (summary.Test == 0) output.WriteLine("warning: no case is kept for the test: scores on cases that were trained on say little; label some more, or state --test when preparing");
        output.WriteLine($"prepared: {Joined(summary.Size.Select(n => (double)n), "0")} voxels of {Joined(summary.Spacing, "0.###")} mm (median)");
        string why = isStated ? "as stated" : recipe.Patch.Length == 3 ? "since neighbouring slices tell of each other" : summary.Size.Length < 3 ? "since the images are slices" : "since the spacing along one axis is much wider, or the volumes are thin";
        output.WriteLine($"proposal: {recipe.MethodText} on {(recipe.Patch.Length == 3 ? "volumes" : "slices")}, {why}; patch {Geometry.Format(recipe.Patch.AsSpan())}");
    }

    private static string ClassText(ScanSurvey survey, int index, LabelClass item)
    {
        SurveyedScan[] with = [.. survey.Labelled.Where(scan => item.Values.Any(scan.LabelVoxels.ContainsKey))];
        string size = with.Length == 0 ? "" : SizeText([.. with.Select(scan => (item.Values.Sum(scan.LabelVoxels.GetValueOrDefault), scan.Grid!))]);
        return Invariant($"{index + 1}: {item.Name}, value {string.Join(", ", item.Values)}, in {with.Length} of {survey.Labelled.Count()} labels{size}");
    }

    private static string SizeText((long Voxels, Geometry Grid)[] of)
    {
        double?[] ml = [.. of.Select(item => ClassVolumes.Millilitres(item.Voxels, item.Grid))];
        return ml.All(value => value is not null) ? Invariant($", {ml.Average():0.0##} ml on average") : Invariant($", {of.Average(item => item.Voxels):0} pixels on average");
    }

    private static string AxesOf(Geometry grid) => grid.Rank == 3 && grid.HasPlace ? " (feet to head × front to back × right to left)" : "";

    private static string Range(Geometry[] grids, Func<Geometry, IEnumerable<double>> of, string format)
    {
        double[][] values = [.. grids.Where(grid => grid.Rank == grids[0].Rank).Select(grid => of(grid).ToArray())];
        string low = Joined(Enumerable.Range(0, values[0].Length).Select(axis => values.Min(value => value[axis])), format);
        string high = Joined(Enumerable.Range(0, values[0].Length).Select(axis => values.Max(value => value[axis])), format);
        return low == high ? low : $"{low} to {high}";
    }

    private static string Joined(IEnumerable<double> values, string format) => string.Join(" × ", values.Select(value => value.ToString(format, CultureInfo.InvariantCulture)));

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
