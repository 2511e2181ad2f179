using System.Globalization;
using SsNet.Training;

namespace SsNet.Cli.Progress;

/// <summary>What is said about a run under way.</summary>
internal static class TrainingText
{
    /// <summary>How far the run is and how long it will take.</summary>
    /// <param name="report">The latest iteration.</param>
    /// <param name="perSecond">Iterations per second so far.</param>
    public static string Pace(IterationReport report, double perSecond)
    {
        var left = TimeSpan.FromSeconds((report.Iterations - report.Iteration) / perSecond);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"iteration {report.Iteration}/{report.Iterations} ({100.0 * report.Iteration / report.Iterations:0} %)  {perSecond:0.00} it/s  {Duration(left)} left");
    }

    /// <summary>Every loss by name, with its weight where that is not 1, and the learning rate.</summary>
    /// <param name="report">The latest iteration.</param>
    public static string Losses(IterationReport report)
    {
        var terms = report.Terms.Select(term => term.Weight == 1
            ? string.Create(CultureInfo.InvariantCulture, $"{term.Name} {term.Value:0.0000}")
            : string.Create(CultureInfo.InvariantCulture, $"{term.Name} {term.Value:0.0000} (λ {term.Weight:G3})"));
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join("  ", terms)}  total {report.Total:0.0000}  lr {report.LearningRate:G3}");
    }

    /// <summary>A validation.</summary>
    /// <param name="report">Its score.</param>
    public static string Validation(ValidationReport report) => string.Create(
        CultureInfo.InvariantCulture, $"validation after iteration {report.Iteration}: Dice {100 * report.Dice:0.00} %{(report.IsBest ? ", the best so far" : "")}");

    /// <summary>1:02:03, or 2:03 below an hour.</summary>
    /// <param name="time">The time.</param>
    public static string Duration(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");
}
