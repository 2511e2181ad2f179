using System.Globalization;
using SsNet.Data;
using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Figures;
using SsNet.Experiments.Recipes;
using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Metrics;
using SsNet.Training;

namespace SsNet.Experiments.Runs;

/// <summary>
/// Compares two recipes with the same budget on phantoms: trains each with several seeds, scores the held-out scans, and draws curves
/// and contours. Every run is an ordinary one in a folder of its own.
/// </summary>
/// <param name="baseline">The recipe that learns from labels alone.</param>
/// <param name="proposal">The recipe that learns from unlabelled scans too.</param>
/// <param name="folder">A new folder for everything.</param>
public sealed class Demonstration(Recipe baseline, Recipe proposal, string folder)
{
    private const int PicturedCases = 4;

    /// <summary>Runs both recipes once per seed. The seed decides the phantoms, the first weights and the order of samples.</summary>
    /// <param name="firstSeed">The first seed; the others follow it.</param>
    /// <param name="seeds">How many.</param>
    /// <param name="observe">Gives the observer of a training run, told its name and the run.</param>
    /// <param name="cancellation">Stops after the iteration under way.</param>
    /// <returns>What was measured; null when it was told to stop.</returns>
    /// <exception cref="Imaging.ReportedException">The folder is not free or cannot be written to.</exception>
    public DemonstrationResult? Run(long firstSeed, int seeds, Func<string, TrainingRun, ITrainingObserver> observe, CancellationToken cancellation)
    {
        RunFolder.EnsureFree(folder);
        var measured = new List<(Recipe Recipe, long Seed, RunFolder Folder, ScoreTable Scores)>();
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++)
        {
            foreach (var recipe in new[] { baseline, proposal })
            {
                recipe.Seed = seed;
                recipe.PhantomSeed = seed;
                string name = string.Create(CultureInfo.InvariantCulture, $"{recipe.MethodText}, seed {seed}");
                string runFolder = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{recipe.MethodText.ToLowerInvariant()}-{seed}"));
                using (var run = TrainingRun.Create(recipe, null, runFolder))
                {
                    if (!run.Execute(observe(name, run), cancellation).Finished) return null;
                }

                measured.Add((recipe, seed, RunFolder.Open(runFolder), RunEvaluation.Run(runFolder, null, "test", cancellation: cancellation)));
            }
        }

        string overlay = Path.Combine(folder, "overlay.png");
        string curves = Path.Combine(folder, "curves.png");
        baseline.PhantomSeed = firstSeed;
        DrawOverlay(overlay, [.. measured.Where(run => run.Seed == firstSeed).Select(run => run.Folder)]);
        DrawCurves(curves, [.. measured.Select(run => ($"{run.Recipe.MethodText} {run.Seed}", run.Folder))]);
        return new DemonstrationResult(
            [.. measured.GroupBy(run => run.Recipe, run => run.Scores).Select(group => new MethodScores(group.Key.MethodText, ScoreTable.Pool([.. group]), [.. group]))],
            overlay,
            curves);
    }

    private void DrawOverlay(string path, IReadOnlyList<RunFolder> runs)
    {
        var data = ExperimentData.Open(baseline, null);
        var cases = data.Test.Take(PicturedCases).Select(source => source.Load());
        OverlayRow Row(Case test) => new(test.Id, test.Channels[0], test.Label, [.. runs.Select(run => Predicted(run, test, baseline.Classes))]);
        OverlayFigure.Save(path, [.. cases.Select(Row)], [baseline.MethodText, proposal.MethodText], data.ClassNames, baseline.SliceAxis);
    }

    private static OverlayPrediction Predicted(RunFolder run, Case test, int classes)
    {
        var labels = Hdf5File.ReadLabel(Path.Combine(run.Predictions("test"), $"{test.Id}.h5"));
        double dice = Enumerable.Range(1, classes - 1).Average(c => SegmentationMetrics.Dice(labels, test.Label!, c));
        return new OverlayPrediction(labels, string.Create(CultureInfo.InvariantCulture, $"Dice {dice:F3}"));
    }

    private static void DrawCurves(string path, IReadOnlyList<(string Name, RunFolder Folder)> runs) => CurvesFigure.Save(path, TrainingCurves.Panels(runs));
}

/// <summary>What a demonstration measured.</summary>
/// <param name="Methods">The methods, the baseline first.</param>
/// <param name="OverlayPath">Pictures of held-out scans with contours.</param>
/// <param name="CurvesPath">Losses over the iterations.</param>
public sealed record DemonstrationResult(IReadOnlyList<MethodScores> Methods, string OverlayPath, string CurvesPath);

/// <summary>The scores of a method.</summary>
/// <param name="Method">The method.</param>
/// <param name="All">The held-out scans of all seeds.</param>
/// <param name="PerSeed">Those of each seed.</param>
public sealed record MethodScores(string Method, ScoreTable All, IReadOnlyList<ScoreTable> PerSeed);
