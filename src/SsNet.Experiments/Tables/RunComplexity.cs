using System.Text.Json;
using System.Text.Json.Nodes;
using SsNet.Imaging;

namespace SsNet.Experiments.Tables;

/// <summary>The size and cost of a run's network.</summary>
/// <param name="Parameters">Parameters in millions.</param>
/// <param name="Macs">Multiply-accumulate operations of one forward pass in 10⁹.</param>
/// <param name="Input">The size of what it passes forward: channels and axes; empty where nobody says.</param>
internal sealed record RunComplexity(double Parameters, double Macs, string Input = "")
{
    /// <summary>Reads <c>metrics/complexity.json</c>; null where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ReportedException">It cannot be read.</exception>
    public static RunComplexity? Load(string path)
    {
        if (!File.Exists(path)) return null;
        string cause = "it lacks the numbers 'parameters' and 'macs'";
        try
        {
            var content = JsonNode.Parse(File.ReadAllText(path)) as JsonObject;
            if (content?["parameters"] is JsonValue parameters && content["macs"] is JsonValue macs) return new RunComplexity(parameters.GetValue<double>() / 1e6, macs.GetValue<double>() / 1e9, content["input"]?.ToString() ?? "");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or FormatException)
        {
            cause = failure.Message.TrimEnd('.');
        }

        throw new ReportedException($"{path}: cannot be read as the complexity of a network ({cause}); remove the file or write it again.");
    }
}
