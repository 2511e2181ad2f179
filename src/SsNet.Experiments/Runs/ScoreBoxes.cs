using SsNet.Experiments.Figures;

namespace SsNet.Experiments.Runs;

/// <summary>Scores of methods as box plots.</summary>
internal static class ScoreBoxes
{
    // ASSD says little more than ASD, and the paper's tables have four metrics.
    private const int Metrics = 4;

    /// <summary>One plot per metric, or per class and metric.</summary>
    /// <param name="methods">The methods, of the same classes and unit.</param>
    /// <param name="series">The colour of each (<see cref="MethodSeries"/>).</param>
    /// <param name="perClass">Whether every class has plots of its own; otherwise the value of a case is the mean of its classes for which the metric is defined.</param>
    public static IReadOnlyList<BoxPanel> Panels(IReadOnlyList<MethodScores> methods, IReadOnlyList<int> series, bool perClass)
    {
        var classNames = methods[0].All.ClassNames;
        return perClass && classNames.Count > 1
            ? [.. classNames.SelectMany((name, index) => Panels(name, [.. methods.Select(method => (method.Method, method.All.OfClass(index + 1)))], series))]
            : [.. Panels(classNames.Count > 1 ? "mean of the classes" : classNames[0], [.. methods.Select(method => (method.Method, method.All))], series)];
    }

    private static IEnumerable<BoxPanel> Panels(string what, IReadOnlyList<(string Method, ScoreTable Scores)> methods, IReadOnlyList<int> series)
    {
        foreach (var (index, (metric, of)) in ScoreTable.Metrics.Take(Metrics).Index())
        {
            // Dice and Jaccard are shares.
            var (unit, scale) = index < 2 ? ("%", 100.0) : (methods[0].Scores.Unit, 1.0);
            BoxValues Box((string Method, ScoreTable Scores) method, int place) => new(method.Method, [.. method.Scores.PerCase(of).Select(value => scale * value)]) { Series = series[place] };
            yield return new BoxPanel($"{metric}, {what}", $"{metric} ({unit})", [.. methods.Select(Box)]);
        }
    }
}
