using System.Text.Json;
using SsNet.Experiments.Runs;
using SsNet.Experiments.Sweeps;
using SsNet.Imaging.Metrics;
using SsNet.Testing;

namespace SsNet.Experiments.Tests.Tables;

/// <summary>The folder of a sweep whose runs have files as if they had been trained and evaluated.</summary>
internal sealed class MadeUpSweep : IDisposable
{
    private readonly TemporaryFolder temporary = new();
    private readonly SweepFolder folder;
    private readonly SweepPlan plan;

    public MadeUpSweep(string planText)
    {
        File.WriteAllText(temporary.FileNamed("plan.toml"), planText);
        plan = SweepPlan.Load(temporary.FileNamed("plan.toml"));
        folder = new SweepFolder(temporary.FileNamed("sweep"));
        using var folderLock = folder.Lock();
        folder.Write(plan, null);
    }

    public string Path => folder.Path;

    public IReadOnlyList<SweepRun> Runs => plan.Runs;

    /// <summary>The run of a recipe (and override) with a seed.</summary>
    public SweepRun this[string recipe, long seed, string? element = null] =>
        plan.Runs.Single(run => run.RecipeName == recipe && run.Recipe.Seed == seed && run.OverrideName == element);

    /// <summary>Gives a run its files.</summary>
    /// <param name="run">The run.</param>
    /// <param name="scores">Its scores; a case has one class.</param>
    /// <param name="split">Labelled, unlabelled, validation and test cases; those of the full left atrium data if not stated.</param>
    /// <param name="unit">Unit of the distances.</param>
    public RunFolder Finish(SweepRun run, IEnumerable<(string Case, double Dice, double Jaccard, double Hd95, double Asd)> scores, string[][]? split = null, string unit = "voxel")
    {
        var files = RunFolder.Create(folder.RunPath(run));
        File.WriteAllText(files.Recipe, run.Recipe.ToToml());
        File.WriteAllText(files.Weights, "");
        split ??= [Names("scan", run.Recipe.Labelled), Names("other", 80 - run.Recipe.Labelled), [], Names("test", 20)];
        File.WriteAllText(files.Split, JsonSerializer.Serialize(new Dictionary<string, string[]> { ["labelled"] = split[0], ["unlabelled"] = split[1], ["validation"] = split[2], ["test"] = split[3] }));
        new ScoreTable([.. scores.Select(row => new ScoreRow(row.Case, 1, new SegmentationScore(row.Dice, row.Jaccard, row.Hd95, row.Asd, row.Asd)))], unit, ["one"]).Save(files.Scores(plan.Split));
        return files;
    }

    public static string[] Names(string stem, int count) => [.. Enumerable.Range(1, count).Select(number => $"{stem}{number}")];

    public void Dispose() => temporary.Dispose();
}
