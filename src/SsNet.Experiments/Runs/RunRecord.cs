using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using SsNet.Data;
using SsNet.Devices;
using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Complexity;
using SsNet.Experiments.Preparing;
using SsNet.Experiments.Recipes;
using SsNet.Imaging;
using SsNet.Networks;

namespace SsNet.Experiments.Runs;

/// <summary>Writes down what a run was made of: its split, and the machine and versions it ran on.</summary>
internal static class RunRecord
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The version of this program.</summary>
    public static string Version => typeof(RunRecord).Assembly.GetName().Version!.ToString(3);

    public static void WriteSplit(RunFolder folder, ExperimentData data) => Write(folder.Split, SplitOf(data));

    /// <summary>Throws unless a run that goes on has the cases it was started with: other ones would change it silently.</summary>
    /// <exception cref="ReportedException">The cases of a part of the split are others now, or the record cannot be read.</exception>
    public static void RequireSameSplit(RunFolder folder, ExperimentData data)
    {
        var recorded = Read(folder.Split, "it says which cases the run learns from; start a new run");
        var now = SplitOf(data);
        foreach (string part in (string[])["labelled", "unlabelled", "validation"])
        {
            if (!JsonNode.DeepEquals(now[part], recorded?[part]))
            {
                throw new ReportedException($"{folder.Split}: the {part} cases of the data are no longer those that the run was started with; restore the lists, or start a new run.");
            }
        }
    }

    /// <summary>Keeps how the images were prepared, where somebody prepared them: the run's network wants every image like that.</summary>
    public static void WritePreparation(RunFolder folder, ExperimentData data) => data.Preparation?.Save(folder.Preparation);

    /// <summary>Throws unless the images are prepared as they were when the run was started.</summary>
    /// <exception cref="ReportedException">They are not, or the record cannot be read.</exception>
    public static void RequireSamePreparation(RunFolder folder, ExperimentData data)
    {
        if (data.Preparation is null || !File.Exists(folder.Preparation)) return;
        var recorded = PreparationRecord.Load(folder.Preparation);
        if (recorded.IsLike(data.Preparation)) return;
        throw new ReportedException($"{folder.Preparation}: the data are prepared otherwise than those that the run was started with (spacing, intensities, crop, channels or classes); prepare them with the same options, or start a new run.");
    }

    /// <summary>The cases that a run was started with.</summary>
    /// <exception cref="ReportedException">The record cannot be read.</exception>
    public static RunSplit ReadSplit(RunFolder folder)
    {
        const string Advice = "it says which cases the run learned from; move the run away and repeat it";
        var split = Read(folder.Split, Advice);
        IReadOnlyList<string> Part(string name) => split?[name] is JsonArray ids
            ? [.. ids.Select(id => id!.ToString())]
            : throw new ReportedException($"{folder.Split} lacks the {name} cases; {Advice}.");
        return new RunSplit(
            Part("labelled"), Part("unlabelled"), Part("validation"), Part("test"),
            split?["benchmark"]?.ToString() ?? "", split?["selection"]?.ToString() ?? "",
            split?["holdsOut"] is JsonValue flag && flag.TryGetValue(out bool holdsOut) ? holdsOut : null);
    }

    public static void WriteEnvironment(RunFolder folder, string? dataFolder, int threads) => Write(folder.Environment, new JsonObject
    {
        ["ssnet"] = Version,
        ["dotnet"] = RuntimeInformation.FrameworkDescription,
        ["libtorch"] = LibTorch.Version,
        ["system"] = RuntimeInformation.OSDescription,
        ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
        ["threads"] = threads,
        ["data"] = dataFolder is null ? null : Path.GetFullPath(dataFolder),
        ["started"] = DateTimeOffset.Now.ToString("O"),
    });

    /// <summary>Writes down how large the network is that learns, and how much it computes for one patch.</summary>
    public static void WriteComplexity(RunFolder folder, Recipe recipe, SegmentationNetwork network)
    {
        var counted = ComplexityCounter.Of(network, recipe.Patch.AsSpan(), MacConvention.Exact);
        Write(folder.Complexity, new JsonObject
        {
            ["parameters"] = counted.Parameters,
            ["macs"] = counted.Macs,
            ["input"] = RecipeComplexity.InputText(recipe),
            ["convention"] = "exact",
        });
    }

    /// <summary>Versions, machine and data folder that a run was started with, by their names.</summary>
    /// <exception cref="ReportedException">The record cannot be read.</exception>
    public static IReadOnlyList<(string Name, string Value)> ReadEnvironment(RunFolder folder) =>
        [.. (Read(folder.Environment, "it says on what the run was trained") ?? []).Where(entry => entry.Value is not null).Select(entry => (entry.Key, entry.Value!.ToString()))];

    /// <summary>The folder of the data that a run was started with; null when they were made.</summary>
    public static string? DataFolder(RunFolder folder) => Read(folder.Environment, "name the data's folder with --data")?["data"]?.ToString();

    private static JsonObject SplitOf(ExperimentData data) => new()
    {
        ["benchmark"] = data.Benchmark,
        ["selection"] = data.SelectionText,
        ["holdsOut"] = data.HoldsOut,
        ["labelled"] = Ids(data.Training.Labelled),
        ["unlabelled"] = Ids(data.Training.Unlabelled),
        ["validation"] = Ids(data.Validation),
        ["test"] = Ids(data.Test),
    };

    private static JsonObject? Read(string path, string advice)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path))?.AsObject();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            throw new ReportedException($"{path} cannot be read ({failure.Message}); {advice}.", failure);
        }
    }

    private static JsonArray Ids(IEnumerable<CaseSource> cases) => [.. cases.Select(source => (JsonNode)source.Id)];

    private static void Write(string path, JsonObject content) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, content, Indented));
}
