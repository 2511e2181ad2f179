using System.Globalization;
using SsNet.Experiments.Recipes;
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
    /// <summary>Runs both recipes once per seed. The seed decides the phantoms, the first weights and the order of samples.</summary>
    /// <param name="firstSeed">The first seed; the others follow it.</param>
    /// <param name="seeds">How many.</param>
    /// <param name="observe">Gives the observer of a training run, told its name and the run.</param>
    /// <param name="cancellation">Stops after the iteration under way.</param>
    /// <returns>What was measured; null when it was told to stop.</returns>
    /// <exception cref="Imaging.ReportedException">The folder is not free or cannot be written to.</exception>
    public RunComparison? Run(long firstSeed, int seeds, Func<string, TrainingRun, ITrainingObserver> observe, CancellationToken cancellation)
    {
        RunFolder.EnsureFree(folder);
        var runs = new List<string>();
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

                RunEvaluation.Run(runFolder, null, Split, cancellation: cancellation);
                runs.Add(runFolder);
            }
        }

        return RunComparison.Of(runs, Split, dataFolder: null, folder);
    }

    private const string Split = "test";
}
