using System.Text.Json.Nodes;
using SsNet.Experiments.Figures;

namespace SsNet.Experiments.Runs;

/// <summary>The curves of training runs, from their logs.</summary>
public static class TrainingCurves
{
    /// <summary>One panel per loss term, and one for the validation where there was any; the terms are averaged over short stretches.</summary>
    /// <param name="runs">The runs and their names in the legend.</param>
    public static IReadOnlyList<CurvePanel> Panels(IReadOnlyList<(string Name, RunFolder Folder)> runs)
    {
        var panels = new Dictionary<string, List<Curve>>();
        foreach (var (name, folder) in runs)
        {
            foreach (var (title, points) in Points(folder))
            {
                if (!panels.TryGetValue(title, out var curves)) panels[title] = curves = [];
                var smooth = title == ValidationTitle ? points : Smooth(points);
                curves.Add(new Curve(name, [.. smooth.Select(point => point.Iteration)], [.. smooth.Select(point => point.Value)]));
            }
        }

        return [.. panels.Select(panel => new CurvePanel(panel.Key, panel.Key == ValidationTitle ? "Dice" : "loss", panel.Value))];
    }

    private const string ValidationTitle = "validation";
    private const int Stretches = 100;

    private static Dictionary<string, List<(double Iteration, double Value)>> Points(RunFolder folder)
    {
        var series = new Dictionary<string, List<(double Iteration, double Value)>>();
        void Add(string title, double iteration, double value)
        {
            if (!series.TryGetValue(title, out var points)) series[title] = points = [];
            points.Add((iteration, value));
        }

        foreach (string line in File.ReadLines(folder.TrainingLog))
        {
            var entry = JsonNode.Parse(line)!;
            double iteration = entry["iteration"]!.GetValue<double>();
            if (entry["validation_dice"] is { } dice) Add(ValidationTitle, iteration, dice.GetValue<double>());
            if (entry["terms"] is not JsonObject terms) continue;
            foreach (var (term, value) in terms) Add(term, iteration, value!.GetValue<double>());
        }

        return series;
    }

    private static List<(double Iteration, double Value)> Smooth(List<(double Iteration, double Value)> points)
    {
        int length = Math.Max(1, points.Count / Stretches);
        return [.. points.Chunk(length).Select(part => (part.Average(point => point.Iteration), part.Average(point => point.Value)))];
    }
}
