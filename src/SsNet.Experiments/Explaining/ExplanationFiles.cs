using System.Text.Json;
using System.Text.Json.Nodes;
using SsNet.Experiments.Figures;
using SsNet.Experiments.Runs;
using SsNet.Imaging;

namespace SsNet.Experiments.Explaining;

/// <summary>The files of an explanation: the figure as a picture and as a drawing, and its numbers.</summary>
public static class ExplanationFiles
{
    private const string Name = "explain";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Where the files go if nobody says where.</summary>
    /// <param name="run">The run's folder.</param>
    /// <param name="caseId">The case.</param>
    /// <exception cref="ReportedException">It is no run's folder.</exception>
    public static string FolderOf(string run, string caseId) => RunFolder.Open(run).Figure($"{Name}-{caseId}");

    /// <summary>Writes explain.png, explain.svg and explain.json; the folder is made when it is missing.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <param name="folder">The folder.</param>
    /// <returns>The files.</returns>
    /// <exception cref="ReportedException">The folder cannot be made, or a file not be written.</exception>
    public static IReadOnlyList<string> Save(Explanation explanation, string folder)
    {
        var figures = new ExplanationFigure(explanation).Save(Path.Combine(folder, Name));
        string numbers = Path.Combine(folder, $"{Name}.json");
        AtomicFile.Write(numbers, stream => JsonSerializer.Serialize(stream, Numbers(explanation), Indented));
        return [.. figures, numbers];
    }

    private static JsonObject Numbers(Explanation explanation) => new()
    {
        ["run"] = explanation.Run,
        ["method"] = explanation.Method,
        ["case"] = explanation.Explained.CaseId,
        ["slice"] = explanation.Explained.Slice,
        ["labelled"] = new JsonArray([.. explanation.Samples.Where(sample => sample.IsLabelled).Select(sample => (JsonNode)sample.Name)]),
        ["patch"] = new JsonArray([.. explanation.Explained.Geometry.Size.Select(n => (JsonNode)n)]),
        ["magnitude"] = Math.Round(explanation.Trained.Length, 4),
        ["noiseSeed"] = explanation.NoiseSeed,
        ["untrained"] = Numbers(explanation.Untrained),
        ["trained"] = Numbers(explanation.Trained),
        ["prototypes"] = explanation.Prototypes is { } prototypes ? Numbers(explanation, prototypes) : null,
        ["features"] = new JsonObject
        {
            ["voxels"] = explanation.TrainedFeatures.Classes.Length,
            ["silhouetteUntrained"] = Finite(explanation.UntrainedFeatures.Silhouette),
            ["silhouetteTrained"] = Finite(explanation.TrainedFeatures.Silhouette),
            ["silhouetteProjected"] = Finite(explanation.ProjectedFeatures?.Silhouette),
            ["cosineToOwnPrototypes"] = Finite(explanation.ProjectedFeatures?.OwnCosine),
            ["cosineToOtherPrototypes"] = Finite(explanation.ProjectedFeatures?.OtherCosine),
        },
    };

    private static JsonObject Numbers(NoiseResponse response) => new()
    {
        ["distanceAdversarial"] = response.Distance,
        ["distanceRandom"] = response.RandomDistance,
        ["distanceToItself"] = response.OwnDistance,
        ["changedAdversarial"] = response.Changed,
        ["changedRandom"] = response.RandomChanged,
    };

    private static JsonObject Numbers(Explanation explanation, ExplainedPrototypes prototypes) => new()
    {
        ["candidates"] = new JsonObject(explanation.ClassNames.Zip(prototypes.Candidates, (name, count) => KeyValuePair.Create(name, (JsonNode?)count))),
        ["ofLastCheckpoint"] = new JsonArray([.. prototypes.Remembered.Select(c => (JsonNode)explanation.ClassNames[c - 1])]),
        ["chosen"] = new JsonArray([.. prototypes.Voxels.Select(voxel => (JsonNode)new JsonObject
        {
            ["class"] = explanation.ClassNames[voxel.Class - 1],
            ["case"] = explanation.Samples[voxel.Sample].Name,
            ["position"] = new JsonArray([.. voxel.Position.Select(n => (JsonNode)n)]),
            ["score"] = voxel.Score,
        })]),
    };

    /// <summary>JSON has no word for what is not a number.</summary>
    private static JsonNode? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
