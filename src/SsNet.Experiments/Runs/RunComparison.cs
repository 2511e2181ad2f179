using SsNet.Experiments.Figures;
using SsNet.Imaging;

namespace SsNet.Experiments.Runs;

/// <summary>Puts runs side by side that were trained and evaluated: scores per method over all its seeds, training curves, contours.</summary>
/// <param name="Methods">The methods in the order in which the runs name them.</param>
/// <param name="OverlayPath">Pictures of some cases with contours, from one run of every method.</param>
/// <param name="CurvesPath">Losses and validation over the iterations, of every run.</param>
public sealed record RunComparison(IReadOnlyList<MethodScores> Methods, string OverlayPath, string CurvesPath)
{
    private const int PicturedCases = 4;

    /// <summary>
    /// Compares runs by what their evaluation wrote. Runs whose recipes differ in nothing but the seed are one method; where recipes of the same
    /// method differ in more, each is named by what it differs in.
    /// </summary>
    /// <param name="runFolders">The runs' folders, at least one.</param>
    /// <param name="split">The split they were evaluated on: test, val or train.</param>
    /// <param name="dataFolder">Where the data lie now; null for where they lay when the runs were started.</param>
    /// <param name="outFolder">Where the pictures go.</param>
    /// <exception cref="ReportedException">A folder is not a run's, a run is not evaluated on the split, or two runs cannot be compared.</exception>
    public static RunComparison Of(IReadOnlyList<string> runFolders, string split, string? dataFolder, string outFolder)
    {
        EvaluatedRun[] runs = [.. runFolders.Select(path => EvaluatedRun.Open(path, split))];
        foreach (var run in runs) runs[0].RequireComparable(run);
        var groups = ComparedMethod.Group(runs);
        string overlay = Path.Combine(outFolder, "overlay.png");
        string curves = Path.Combine(outFolder, "curves.png");
        DrawOverlay(overlay, split, dataFolder, groups);
        CurvesFigure.Save(curves, TrainingCurves.Panels(TrainingCurves.Named([.. groups.SelectMany(group => group.Runs).Select(run => (run.Folder, run.Recipe))])));
        return new RunComparison([.. groups.Select(group => group.ToScores())], overlay, curves);
    }

    private static void DrawOverlay(string path, string split, string? dataFolder, IReadOnlyList<ComparedMethod> methods)
    {
        var first = methods[0].Runs[0];
        var data = first.OpenData(dataFolder);
        var columns = methods.Select(method => (method.Name, Run: method.RunOnScansOf(first)!)).Where(column => column.Run is not null).ToList();
        RunOverlay.Draw(path, columns, data, [.. data.CasesOf(split).Take(PicturedCases).Select(source => source.Id)], new OverlayChoice { Split = split });
    }
}

/// <summary>The scores of a method.</summary>
/// <param name="Method">The method.</param>
/// <param name="All">The cases of all seeds.</param>
/// <param name="PerSeed">Those of each seed.</param>
public sealed record MethodScores(string Method, ScoreTable All, IReadOnlyList<SeedScores> PerSeed);

/// <summary>The scores of a method with one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Scores">The scores.</param>
public sealed record SeedScores(long Seed, ScoreTable Scores);
