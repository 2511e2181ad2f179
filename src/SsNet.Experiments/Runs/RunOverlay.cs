using System.Globalization;
using SsNet.Data;
using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Figures;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Sweeps;
using SsNet.Imaging;
using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Metrics;

namespace SsNet.Experiments.Runs;

/// <summary>Overlay figures of evaluated runs, from the label maps in their folders.</summary>
public static class RunOverlay
{
    /// <summary>Draws an overlay figure with a column for each run.</summary>
    /// <param name="runs">Folders of evaluated runs, or of sweeps.</param>
    /// <param name="path">The file: .png for a picture, .svg for a drawing; without an extension both are written.</param>
    /// <param name="choice">What is shown.</param>
    /// <returns>The files.</returns>
    /// <exception cref="ReportedException">A run is not evaluated, runs are of different data, there is no such case, data or label maps are missing, or the file cannot be written.</exception>
    public static IReadOnlyList<string> Draw(IReadOnlyList<string> runs, string path, OverlayChoice choice)
    {
        _ = FigureFile.FilesOf(path);
        EvaluatedRun[] evaluated = [.. SweepFolder.RunsIn(runs).Select(run => EvaluatedRun.Open(run, choice.Split))];
        var first = evaluated[0];
        foreach (var run in evaluated)
        {
            first.RequireComparable(run);
            if (!run.IsOfScansOf(first)) throw new ReportedException($"{run.Folder.Path} and {first.Folder.Path} have different phantoms (phantom-seed or phantom-size); leave one out.");
        }

        string[] common = [.. evaluated.Select(run => run.Scores.Rows.Select(row => row.CaseId)).Aggregate((shared, cases) => shared.Intersect(cases)).Distinct()];
        if (common.Length == 0) throw new ReportedException($"{string.Join(", ", runs)}: no {choice.Split} case is scored in all runs; name runs on the same data.");
        var data = first.OpenData(choice.DataFolder);
        string[] cases = [.. choice.Cases.Distinct()];
        RequireKnown(cases, data.CasesOf(choice.Split), choice.Split);
        var names = RecipeGroups.NamesOf([.. evaluated.Select(run => run.Recipe)]);
        bool areVolumes = first.Recipe.Patch.Length == 3;
        return Draw(path, [.. names.Zip(evaluated)], data, cases.Length > 0 ? cases : Telling(evaluated, common), choice with { Surfaces = choice.Surfaces ?? areVolumes });
    }

    /// <summary>Draws an overlay figure of runs that can be compared.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">The runs with their names.</param>
    /// <param name="data">The data of all of them.</param>
    /// <param name="cases">The cases of the split that are shown.</param>
    /// <param name="choice">What else is asked for.</param>
    internal static IReadOnlyList<string> Draw(string path, IReadOnlyList<(string Name, EvaluatedRun Run)> columns, ExperimentData data, IReadOnlyList<string> cases, OverlayChoice choice)
    {
        var sources = data.CasesOf(choice.Split).ToDictionary(source => source.Id);
        OverlayRow Row(Case shown) => new(shown.Id, shown.Channels[0], shown.Label, [.. columns.Select(column => Predicted(column.Run, choice.Split, shown))]);
        var recipe = columns[0].Run.Recipe;
        var options = new OverlayOptions { Axis = recipe.SliceAxis, Colours = data.ClassColours, Slice = choice.Slice, Surfaces = choice.Surfaces ?? false };
        return OverlayFigure.Save(path, [.. cases.Select(id => Row(sources[id].Load()))], [.. columns.Select(column => column.Name)], data.ClassNames, options);
    }

    /// <summary>What stands under a prediction: Dice and 95% Hausdorff distance, their means over the classes.</summary>
    /// <param name="scores">The scores of the classes; distances that are not defined are left out.</param>
    /// <param name="unit">The unit of the distances.</param>
    internal static string CaptionOf(IReadOnlyCollection<SegmentationScore> scores, string unit)
    {
        double[] distances = [.. scores.Select(score => score.Hd95).Where(double.IsFinite)];
        string dice = string.Create(CultureInfo.InvariantCulture, $"Dice {100 * scores.Average(score => score.Dice):F1} %");
        return distances.Length == 0 ? dice : string.Create(CultureInfo.InvariantCulture, $"{dice}, 95HD {distances.Average():F1} {(unit == "voxel" ? "voxels" : unit)}");
    }

    private static OverlayPrediction Predicted(EvaluatedRun run, string split, Case shown)
    {
        string again = $"evaluate the run again: ssnet evaluate --run {run.Folder.Path} --split {split}";
        string path = Path.Combine(run.Folder.Predictions(split), $"{shown.Id}.h5");
        SegmentationScore[] scores = [.. run.Scores.Rows.Where(row => row.CaseId == shown.Id).Select(row => row.Score)];
        if (scores.Length == 0 || !File.Exists(path)) throw new ReportedException($"{run.Folder.Path}: {split} case {shown.Id} has no {(scores.Length == 0 ? "scores" : "label map")}; {again}");
        var labels = Hdf5File.ReadLabel(path);
        return labels.Geometry.HasSameSize(shown.Geometry)
            ? new OverlayPrediction(labels, CaptionOf(scores, run.Scores.Unit))
            : throw new ReportedException($"{path}: has {labels.Geometry.SizeText} voxels, but the image of {shown.Id} has {shown.Geometry.SizeText}; {again}");
    }

    private static void RequireKnown(IEnumerable<string> cases, IReadOnlyList<CaseSource> known, string split)
    {
        string[] ids = [.. known.Select(source => source.Id)];
        foreach (string id in cases)
        {
            if (ids.Contains(id)) continue;
            throw new ReportedException($"cases: there is no {split} case {id}.{NearestName.Hint(id, ids)} The {split} cases are {string.Join(", ", ids)}.");
        }
    }

    /// <summary>Of the cases that all runs have, the best, the median and the worst by the mean Dice over runs and classes.</summary>
    private static string[] Telling(IEnumerable<EvaluatedRun> runs, string[] common)
    {
        string[] byDice = [.. runs.SelectMany(run => run.Scores.Rows).Where(row => common.Contains(row.CaseId)).GroupBy(row => row.CaseId).OrderByDescending(rows => rows.Average(row => row.Score.Dice)).Select(rows => rows.Key)];
        return byDice.Length <= 3 ? byDice : [byDice[0], byDice[(byDice.Length - 1) / 2], byDice[^1]];
    }
}
