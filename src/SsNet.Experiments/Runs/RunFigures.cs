using SsNet.Experiments.Figures;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Sweeps;
using SsNet.Imaging;

namespace SsNet.Experiments.Runs;

/// <summary>Figures of runs, from the files in their folders.</summary>
public static class RunFigures
{
    /// <summary>Draws the course of training: loss terms, their weights, learning rate, validation.</summary>
    /// <param name="runs">Folders of runs, finished or not, or of sweeps.</param>
    /// <param name="path">The file: .png for a picture, .svg for a drawing; without an extension both are written.</param>
    /// <returns>The files.</returns>
    /// <exception cref="ReportedException">A folder is not a run's, no run has a step done, or the file cannot be written.</exception>
    public static IReadOnlyList<string> Curves(IReadOnlyList<string> runs, string path)
    {
        RunFolder[] folders = [.. SweepFolder.RunsIn(runs).Select(RunFolder.Open)];
        var names = RecipeGroups.NamesOf([.. folders.Select(folder => RecipeFile.Load(folder.Recipe))]);
        var panels = TrainingCurves.Panels([.. names.Zip(folders)]);
        return panels.Count > 0
            ? CurvesFigure.Save(path, panels)
            : throw new ReportedException($"{string.Join(", ", runs)}: no iteration is done yet; train further with: ssnet train --resume DIR");
    }
}
