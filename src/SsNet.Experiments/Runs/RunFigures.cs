using SsNet.Experiments.Figures;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Sweeps;
using SsNet.Experiments.Tables;
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

    /// <summary>Draws the scores of the cases as box plots, one per method and metric; the runs of a method that differ in the seed are put together.</summary>
    /// <param name="runs">Folders of evaluated runs, or of sweeps.</param>
    /// <param name="split">The split they were evaluated on: test, val or train.</param>
    /// <param name="perClass">Whether every class has plots of its own, instead of the mean of the classes.</param>
    /// <param name="path">The file: .png for a picture, .svg for a drawing; without an extension both are written.</param>
    /// <returns>The files.</returns>
    /// <exception cref="ReportedException">A run is not evaluated on the split, two runs cannot be compared, or the file cannot be written.</exception>
    public static IReadOnlyList<string> Boxes(IReadOnlyList<string> runs, string split, bool perClass, string path)
    {
        var methods = ComparedMethod.Group(OpenEvaluated(runs, split)).Select(method => method.ToScores()).ToList();
        return BoxFigure.Save(path, ScoreBoxes.Panels(methods, perClass));
    }

    /// <summary>Draws the Dice of every method against the number of labelled cases: means over all cases and seeds, and every seed.</summary>
    /// <param name="runs">Folders of evaluated runs, or of sweeps.</param>
    /// <param name="split">The split they were evaluated on: test, val or train.</param>
    /// <param name="path">The file: .png for a picture, .svg for a drawing; without an extension both are written.</param>
    /// <returns>The files.</returns>
    /// <exception cref="ReportedException">A run is not evaluated on the split, two runs cannot be compared or are of one recipe with the same seed and labels, or the file cannot be written.</exception>
    public static IReadOnlyList<string> Labels(IReadOnlyList<string> runs, string split, string path)
    {
        RecipeKey[] keys = [.. RecipeGroups.OfTheExperiment.Where(key => key.Name != "labelled")];
        var evaluated = OpenEvaluated(runs, split).Select(run => (Run: run, Recipe: WithoutBatch(run.Recipe))).ToList();
        var methods = RecipeGroups.Group(evaluated, run => run.Recipe, keys);
        LabelsPoint Point(IGrouping<int, EvaluatedRun> ofCount)
        {
            ComparedMethod.RequireDifferentSeeds(ofCount.Select(run => (run.Folder, run.Recipe)));
            return new LabelsPoint(ofCount.Key, [.. ofCount.Select(run => 100 * run.Scores.Summary(score => score.Dice).Mean)]);
        }

        LabelsLine Line(IReadOnlyList<(EvaluatedRun Run, Recipe Recipe)> method) => new(
            RecipeGroups.NameOf(method[0].Recipe, methods.Select(other => other[0].Recipe), keys), [.. method.Select(item => item.Run).GroupBy(CountOf).Select(Point)]);
        return LabelsFigure.Save(path, $"Dice of the {split} cases", "Dice (%)", [.. methods.Select(Line)]);
    }

    /// <summary>The recipe; where no case is learnt from without its label, with a batch of one: the upper bound fills with labelled samples what others fill with unlabelled ones, and is no other method for that.</summary>
    private static Recipe WithoutBatch(Recipe recipe)
    {
        if (recipe.UnlabelledPerBatch > 0) return recipe;
        var same = RecipeFile.Parse("recipe", recipe.ToToml());
        same.LabelledPerBatch = 1;
        return same;
    }

    private static int CountOf(EvaluatedRun run) => CaseCounts.Of(run.Recipe, RunRecord.ReadSplit(run.Folder)).Labelled;

    private static EvaluatedRun[] OpenEvaluated(IReadOnlyList<string> runs, string split)
    {
        EvaluatedRun[] evaluated = [.. SweepFolder.RunsIn(runs).Select(run => EvaluatedRun.Open(run, split))];
        foreach (var run in evaluated) evaluated[0].RequireComparable(run);
        return evaluated;
    }
}
