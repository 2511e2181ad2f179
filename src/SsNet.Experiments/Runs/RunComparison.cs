using System.Globalization;
using SsNet.Data;
using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Figures;
using SsNet.Experiments.Recipes;
using SsNet.Imaging;
using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Metrics;

namespace SsNet.Experiments.Runs;

/// <summary>Puts runs side by side that were trained and evaluated: scores per method over all its seeds, training curves, contours.</summary>
/// <param name="Methods">The methods in the order in which the runs name them.</param>
/// <param name="OverlayPath">Pictures of some cases with contours, from the first run of every method.</param>
/// <param name="CurvesPath">Losses and validation over the iterations, of every run.</param>
public sealed record RunComparison(IReadOnlyList<MethodScores> Methods, string OverlayPath, string CurvesPath)
{
    private const int PicturedCases = 4;

    /// <summary>Compares runs by what their evaluation wrote.</summary>
    /// <param name="runFolders">The runs' folders, at least one. Runs of one method are taken for seeds of the same experiment.</param>
    /// <param name="split">The split they were evaluated on: test, val or train.</param>
    /// <param name="dataFolder">Where the data lie now; null for where they lay when the runs were started.</param>
    /// <param name="outFolder">Where the pictures go.</param>
    /// <exception cref="ReportedException">A folder is not a run's, or the run is not evaluated on the split.</exception>
    public static RunComparison Of(IReadOnlyList<string> runFolders, string split, string? dataFolder, string outFolder)
    {
        Run[] runs = [.. runFolders.Select(path => Run.Open(path, split, dataFolder))];
        var groups = runs.GroupBy(run => run.Recipe.MethodText).ToList();
        string overlay = Path.Combine(outFolder, "overlay.png");
        string curves = Path.Combine(outFolder, "curves.png");
        DrawOverlay(overlay, split, [.. groups.Select(group => group.First())]);
        CurvesFigure.Save(curves, TrainingCurves.Panels(
            [.. runs.Select(run => (string.Create(CultureInfo.InvariantCulture, $"{run.Recipe.MethodText} {run.Recipe.Seed}"), run.Folder))]));
        return new RunComparison(
            [.. groups.Select(group => new MethodScores(group.Key, ScoreTable.Pool([.. group.Select(run => run.Scores)]), [.. group.Select(run => run.Scores)]))],
            overlay,
            curves);
    }

    private static void DrawOverlay(string path, string split, IReadOnlyList<Run> runs)
    {
        var first = runs[0];
        var cases = first.Data.CasesOf(split).Take(PicturedCases).Select(source => source.Load());
        OverlayRow Row(Case shown) => new(shown.Id, shown.Channels[0], shown.Label, [.. runs.Select(run => Predicted(run, split, shown))]);
        OverlayFigure.Save(path, [.. cases.Select(Row)], [.. runs.Select(run => run.Recipe.MethodText)], first.Data.ClassNames, first.Recipe.SliceAxis);
    }

    private static OverlayPrediction Predicted(Run run, string split, Case shown)
    {
        var labels = Hdf5File.ReadLabel(Path.Combine(run.Folder.Predictions(split), $"{shown.Id}.h5"));
        double dice = Enumerable.Range(1, run.Recipe.Classes - 1).Average(c => SegmentationMetrics.Dice(labels, shown.Label!, c));
        return new OverlayPrediction(labels, string.Create(CultureInfo.InvariantCulture, $"Dice {dice:F3}"));
    }

    private sealed record Run(RunFolder Folder, Recipe Recipe, ExperimentData Data, ScoreTable Scores)
    {
        public static Run Open(string path, string split, string? dataFolder)
        {
            var folder = RunFolder.Open(path);
            if (!File.Exists(folder.Scores(split)))
            {
                throw new ReportedException($"{path}: the run is not evaluated on {split} yet; do so with: ssnet evaluate --run {path} --split {split}");
            }

            var recipe = RecipeFile.Load(folder.Recipe);
            var data = ExperimentData.Open(recipe, dataFolder ?? RunRecord.DataFolder(folder));
            return new Run(folder, recipe, data, ScoreTable.Load(folder.Scores(split), data.ClassNames));
        }
    }
}

/// <summary>The scores of a method.</summary>
/// <param name="Method">The method.</param>
/// <param name="All">The cases of all seeds.</param>
/// <param name="PerSeed">Those of each seed.</param>
public sealed record MethodScores(string Method, ScoreTable All, IReadOnlyList<ScoreTable> PerSeed);
