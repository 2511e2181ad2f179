using SsNet.Experiments.Benchmarks;

namespace SsNet.Experiments.Proposing;

/// <summary>Recognises the data sets that the field publishes ready for use.</summary>
public static class PublishedLayouts
{
    /// <summary>The recipes for a published data set: for a few cores, and at full size. Null if it is none.</summary>
    /// <param name="folder">The folder.</param>
    public static IReadOnlyList<string>? RecipesFor(string folder)
    {
        if (File.Exists(Path.Combine(folder, AcdcBenchmark.TrainingList))) return ["acdc-3-small", "acdc-3"];
        return Directory.Exists(Path.Combine(folder, LaBenchmark.ScanFolder)) && File.Exists(Path.Combine(folder, LaBenchmark.TrainingList)) ? ["la-4-small", "la-4"] : null;
    }
}
