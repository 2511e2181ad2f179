using System.Globalization;
using SsNet.Experiments.Figures;
using SsNet.Experiments.Recipes;

namespace SsNet.Experiments.Runs;

/// <summary>The curves of training runs, from their logs.</summary>
public static class TrainingCurves
{
    /// <summary>
    /// One panel per loss term, averaged over short stretches; one for the weight of the unsupervised terms where there are any, one for the learning rate, and one for the validation where
    /// there was any.
    /// </summary>
    /// <param name="runs">The runs, their names in the legend and their colours (<see cref="MethodSeries"/>).</param>
    /// <param name="joinsSame">Whether schedules that are the same become one line, which is named after all its runs.</param>
    public static IReadOnlyList<CurvePanel> Panels(IReadOnlyList<(string Name, RunFolder Folder, int Series)> runs, bool joinsSame = true)
    {
        var terms = new Dictionary<string, List<Curve>>();
        List<Curve> weights = [], rates = [], validations = [];
        foreach (var (name, folder, series) in runs)
        {
            if (!File.Exists(folder.TrainingLog)) continue;
            var log = new LoggedCourse(folder.TrainingLog);
            Curve Of(IReadOnlyList<(double, double)> points) => ToCurve(name, points) with { Series = series };
            foreach (var (term, points) in log.Terms)
            {
                if (!terms.TryGetValue(term, out var curves)) terms[term] = curves = [];
                curves.Add(Of(Smooth(points)));
            }

            if (log.RampedWeight is { } weight) weights.Add(Of(Thin(weight)));
            if (log.LearningRate.Count > 0) rates.Add(Of(Thin(log.LearningRate)));
            if (log.Validation.Count > 0) validations.Add(Of([.. log.Validation.Select(point => (point.Iteration, 100 * point.Value))]));
        }

        var panels = terms.Select(panel => new CurvePanel(TitleOf(panel.Key), "loss", panel.Value)).ToList();
        if (weights.Count > 0) panels.Add(new CurvePanel("consistency weight", "weight", joinsSame ? Joined(weights, runs.Count) : weights));
        if (rates.Count > 0) panels.Add(new CurvePanel("learning rate", "learning rate", joinsSame ? Joined(rates, runs.Count) : rates));
        if (validations.Count > 0) panels.Add(new CurvePanel("validation", "Dice (%)", validations));
        return panels;
    }

    /// <summary>Names and colours for runs that are shown together.</summary>
    /// <param name="runs">The runs with their recipes.</param>
    public static IReadOnlyList<(string Name, RunFolder Folder, int Series)> Named(IReadOnlyList<(RunFolder Folder, Recipe Recipe)> runs)
    {
        Recipe[] recipes = [.. runs.Select(run => run.Recipe)];
        return [.. RecipeGroups.NamesOf(recipes).Zip(runs.Select(run => run.Folder), MethodSeries.Of(recipes))];
    }

    private const int Stretches = 100;

    // Schedules of many runs are the same: the last line would hide the others.
    private static List<Curve> Joined(List<Curve> curves, int runs) =>
    [
        .. curves.GroupBy(curve => string.Join(' ', curve.Iterations.Concat(curve.Values))).Select(same =>
            same.Count() == 1 ? same.First() : same.First() with { Name = same.Count() == runs ? "all of them" : $"{same.Count()} runs, as {same.First().Name}" }),
    ];

    // What the short names of the log stand for in the papers. Terms with a number are those of further outputs: decoders of MC-Net, scales of URPC.
    private static string TitleOf(string term)
    {
        int end = term.LastIndexOf('_');
        bool isOfOutput = int.TryParse(term.AsSpan(end + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int output) && end > 0;
        string? words = (isOfOutput ? term[..end] : term) switch
        {
            "seg" => "segmentation loss",
            "ce" => "cross-entropy",
            "lds" => "smoothness loss",
            "con_labelled" => "class separation, labelled",
            "con_unlabelled" => "class separation, unlabelled",
            "consistency" => "consistency loss",
            "level_set" => "level-set loss",
            "adversarial" => "adversarial loss",
            "discriminator" => "loss of the discriminator",
            _ => null,
        };
        if (words is null) return term;
        return isOfOutput ? string.Create(CultureInfo.InvariantCulture, $"{words}, output {output} ({term})") : $"{words} ({term})";
    }

    private static Curve ToCurve(string name, IReadOnlyList<(double Iteration, double Value)> points) =>
        new(name, [.. points.Select(point => point.Iteration)], [.. points.Select(point => point.Value)]);

    // Steps stay steps, which means over stretches would round off.
    private static List<(double Iteration, double Value)> Thin(IReadOnlyList<(double Iteration, double Value)> points)
    {
        int length = Math.Max(1, points.Count / (10 * Stretches));
        return [.. points.Where((_, index) => index % length == 0 || index == points.Count - 1)];
    }

    private static List<(double Iteration, double Value)> Smooth(List<(double Iteration, double Value)> points)
    {
        int length = Math.Max(1, points.Count / Stretches);
        return [.. points.Chunk(length).Select(part => (part.Average(point => point.Iteration), part.Average(point => point.Value)))];
    }
}
