using System.Text.Json;
using System.Text.Json.Nodes;
using SsNet.Imaging;

namespace SsNet.Experiments.Runs;

/// <summary>The course of a training run as its log tells it.</summary>
internal sealed class LoggedCourse
{
    private readonly Dictionary<string, List<(double Iteration, double Value)>> terms = [], weights = [];
    private readonly List<(double Iteration, double Value)> learningRate = [], validation = [];

    /// <summary>Reads a log, which another process may be writing: a last line that is not complete is left out.</summary>
    /// <param name="path">The log, JSON Lines.</param>
    /// <exception cref="ReportedException">It cannot be read.</exception>
    public LoggedCourse(string path)
    {
        try
        {
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            string[] lines = reader.ReadToEnd().Split('\n');
            foreach (string line in lines[..^1]) Add(JsonNode.Parse(line) as JsonObject ?? throw new FormatException("a line that is no object"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new ReportedException($"{path}: cannot be read as the log of a run ({failure.Message}); the run's weights are not touched by that, its curves are lost.", failure);
        }
    }

    /// <summary>The value of every loss term, by iteration.</summary>
    public IReadOnlyDictionary<string, List<(double Iteration, double Value)>> Terms => terms;

    /// <summary>The learning rate, by iteration.</summary>
    public IReadOnlyList<(double Iteration, double Value)> LearningRate => learningRate;

    /// <summary>The Dice of every validation, by iteration.</summary>
    public IReadOnlyList<(double Iteration, double Value)> Validation => validation;

    /// <summary>The weight of the unsupervised term that weighs most, by iteration; null where no weight changes.</summary>
    public IReadOnlyList<(double Iteration, double Value)>? RampedWeight => weights.Values
        .Where(points => points.Any(point => point.Value != points[0].Value))
        .MaxBy(points => points.Max(point => point.Value));

    private void Add(JsonObject entry)
    {
        double iteration = entry["iteration"]?.GetValue<double>() ?? throw new FormatException("an entry without iteration");
        if (entry["validation_dice"] is { } dice) validation.Add((iteration, dice.GetValue<double>()));
        if (entry["learning_rate"] is { } rate) learningRate.Add((iteration, rate.GetValue<double>()));
        AddAll(terms, entry["terms"], iteration);
        AddAll(weights, entry["weights"], iteration);
    }

    private static void AddAll(Dictionary<string, List<(double Iteration, double Value)>> series, JsonNode? values, double iteration)
    {
        if (values is not JsonObject named) return;
        foreach (var (name, value) in named)
        {
            if (!series.TryGetValue(name, out var points)) series[name] = points = [];
            points.Add((iteration, value?.GetValue<double>() ?? double.NaN));
        }
    }
}
