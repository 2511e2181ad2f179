using System.Text.Json;
using SsNet.Imaging;

namespace SsNet.Experiments.Sweeps;

/// <summary>
/// What runs a sweep consists of, as its folder keeps it: <c>manifest.json</c>. It says nothing of how far they are, which their folders tell.
/// </summary>
/// <param name="Split">What is evaluated after training.</param>
/// <param name="Data">The folder of the data; null for data that are made.</param>
/// <param name="Runs">The runs in the order in which they are started.</param>
public sealed record SweepManifest(string Split, string? Data, IReadOnlyList<SweepManifestEntry> Runs)
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>The manifest of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="data">The folder of the data; null for data that are made.</param>
    public static SweepManifest Of(SweepPlan plan, string? data) => new(
        plan.Split,
        data is null ? null : Path.GetFullPath(data),
        [.. plan.Runs.Select(run => new SweepManifestEntry(run.Id, run.RecipeName, run.OverrideName, run.Recipe.Labelled, run.Recipe.Seed, $"{SweepFolder.RunsName}/{run.Name}"))]);

    /// <summary>Writes the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ReportedException">It cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, Format));

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ReportedException">It cannot be read.</exception>
    public static SweepManifest Load(string path)
    {
        string cause = "it is empty";
        try
        {
            var manifest = JsonSerializer.Deserialize<SweepManifest>(File.ReadAllBytes(path), Format);
            if (manifest is { Split: not null, Runs: not null } && manifest.Runs.All(run => run is { Id: not null, Folder: not null, Recipe: not null })) return manifest;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            cause = failure.Message.TrimEnd('.');
        }

        throw new ReportedException($"{path}: cannot be read as the manifest of a sweep ({cause}); remove it and run 'ssnet sweep' with the plan again, which repeats no finished run.");
    }
}

/// <summary>One run in the manifest.</summary>
/// <param name="Id">The hash of its resolved configuration.</param>
/// <param name="Recipe">The recipe it comes from.</param>
/// <param name="Override">The element of the axis of overrides; null where the plan has no such axis.</param>
/// <param name="Labelled">Labelled cases; 0 for all.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Folder">Its folder, from the sweep's.</param>
public sealed record SweepManifestEntry(string Id, string Recipe, string? Override, int Labelled, long Seed, string Folder);
