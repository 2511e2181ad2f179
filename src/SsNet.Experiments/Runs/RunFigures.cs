using System.Globalization;
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
        _ = FigureFile.FilesOf(path);
        var opened = InOrder(SweepFolder.RunsIn(runs).Select(RunFolder.Open).Select(folder => (Folder: folder, Recipe: RecipeFile.Load(folder.Recipe))), run => run.Recipe);
        Recipe[] recipes = [.. opened.Select(run => run.Recipe)];
        var panels = TrainingCurves.Panels(TrainingCurves.Named([.. opened]));
        return panels.Count > 0
            ? CurvesFigure.Save(path, panels, Headline(recipes, "training"))
            : throw new ReportedException($"{string.Join(", ", runs)}: no iteration is logged yet; train further with: ssnet train --resume {opened[0].Folder.Path}");
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
        _ = FigureFile.FilesOf(path);
        var evaluated = OpenEvaluated(runs, split);
        var methods = ComparedMethod.Group(evaluated);
        int[] series = MethodSeries.Of([.. methods.Select(method => method.Runs[0].Recipe)]);
        return BoxFigure.Save(path, ScoreBoxes.Panels([.. methods.Select(method => method.ToScores())], series, perClass), Headline([.. evaluated.Select(run => run.Recipe)], $"{split} cases"));
    }

    /// <summary>Draws the Dice of every method against the number of labelled cases: means over all cases and seeds, and every seed.</summary>
    /// <param name="runs">Folders of evaluated runs, or of sweeps.</param>
    /// <param name="split">The split they were evaluated on: test, val or train.</param>
    /// <param name="path">The file: .png for a picture, .svg for a drawing; without an extension both are written.</param>
    /// <returns>The files.</returns>
    /// <exception cref="ReportedException">A run is not evaluated on the split, two runs cannot be compared or are of one recipe with the same seed and labels, or the file cannot be written.</exception>
    public static IReadOnlyList<string> Labels(IReadOnlyList<string> runs, string split, string path)
    {
        _ = FigureFile.FilesOf(path);
        RecipeKey[] keys = [.. RecipeGroups.OfTheExperiment.Where(key => key.Name != "labelled")];
        var evaluated = OpenEvaluated(runs, split).Select(run => (Run: run, Recipe: WithoutBatch(run.Recipe))).ToList();
        var methods = RecipeGroups.Group(evaluated, run => run.Recipe, keys);
        LabelsPoint Point(IGrouping<int, EvaluatedRun> ofCount)
        {
            ComparedMethod.RequireDifferentSeeds(ofCount.Select(run => (run.Folder, run.Recipe)));
            return new LabelsPoint(ofCount.Key, [.. ofCount.Select(run => 100 * run.Scores.Summary(score => score.Dice).Mean)]);
        }

        Recipe[] recipes = [.. methods.Select(method => method[0].Recipe)];
        int[] series = MethodSeries.Of(recipes);
        LabelsLine Line(IReadOnlyList<(EvaluatedRun Run, Recipe Recipe)> method, int place) =>
            new(RecipeGroups.NameOf(recipes[place], recipes, keys), [.. method.Select(item => item.Run).GroupBy(CountOf).Select(Point)]) { Series = series[place] };
        var first = evaluated[0].Recipe;
        return LabelsFigure.Save(path, $"{ResultColumns.NameOf(first.Layout)}, {split} cases", $"labelled {CasesOf(first)}", "Dice (%)", [.. methods.Select(Line)]);
    }

    /// <summary>The recipe; where no case is learnt from without its label, with a batch of one: the upper bound fills with labelled samples what others fill with unlabelled ones, and is no other method for that.</summary>
    private static Recipe WithoutBatch(Recipe recipe)
    {
        if (recipe.UnlabelledPerBatch > 0) return recipe;
        var same = RecipeFile.Parse("recipe", recipe.ToToml());
        same.LabelledPerBatch = 1;
        return same;
    }

    /// <summary>Methods in the order of the paper's tables, and their seeds in order, so that figures of the same runs agree however the runs are named.</summary>
    private static T[] InOrder<T>(IEnumerable<T> runs, Func<T, Recipe> recipeOf) =>
    [
        .. RecipeGroups.Group(runs, recipeOf, RecipeGroups.OfTheExperiment).OrderBy(group => PaperTables.PlaceOf(recipeOf(group[0]).MethodText))
            .SelectMany(group => group.OrderBy(run => recipeOf(run).Seed)),
    ];

    /// <summary>What a figure is of: data set, what of it, and labels where all runs have as many.</summary>
    private static string Headline(Recipe[] recipes, string what)
    {
        string data = string.Join(" and ", recipes.Select(recipe => ResultColumns.NameOf(recipe.Layout)).Distinct());
        int[] labelled = [.. recipes.Select(recipe => recipe.Labelled).Distinct()];
        return labelled is [> 0 and var count] ? string.Create(CultureInfo.InvariantCulture, $"{data}, {what}, {count} labelled {CasesOf(recipes[0])}") : $"{data}, {what}";
    }

    private static string CasesOf(Recipe recipe) => recipe.Layout == DataLayout.Acdc ? "patients" : "cases";

    private static int CountOf(EvaluatedRun run) => CaseCounts.Of(run.Recipe, RunRecord.ReadSplit(run.Folder)).Labelled;

    private static EvaluatedRun[] OpenEvaluated(IReadOnlyList<string> runs, string split)
    {
        var evaluated = InOrder(SweepFolder.RunsIn(runs).Select(run => EvaluatedRun.Open(run, split)), run => run.Recipe);
        foreach (var run in evaluated) evaluated[0].RequireComparable(run);
        return evaluated;
    }
}
