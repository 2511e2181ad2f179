using System.Text;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Imaging;

namespace SsNet.Experiments.Sweeps;

/// <summary>The folder of a sweep: its manifest, and for every run a recipe, a log and the run's own folder.</summary>
public sealed class SweepFolder
{
    internal const string RunsName = "runs";
    private const string LockName = "sweep.lock";

    // What training makes before it writes the recipe.
    private static readonly string[] BeforeRecipe = ["environment.json", "split.json", System.IO.Path.Combine("metrics", "complexity.json"), RunFolder.LockName];

    /// <summary>A folder, which need not exist yet.</summary>
    /// <param name="path">The folder.</param>
    public SweepFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The list of the runs.</summary>
    public string Manifest => Inside("manifest.json");

    /// <summary>The folder of a run.</summary>
    /// <param name="run">The run.</param>
    public string RunPath(SweepRun run) => Inside(RunsName, run.Name);

    /// <summary>What the training and evaluation of a run said.</summary>
    /// <param name="run">The run.</param>
    public string Log(SweepRun run) => Inside("logs", $"{run.Name}.log");

    /// <summary>The resolved recipe that a run is started with.</summary>
    /// <param name="run">The run.</param>
    public string Recipe(SweepRun run) => Inside("recipes", $"{run.Name}.toml");

    /// <summary>Keeps the folder for this process until the result is disposed; makes it if need be.</summary>
    /// <exception cref="ReportedException">It holds something that is no sweep, another sweep runs in it, or it cannot be made.</exception>
    public IDisposable Lock()
    {
        if (File.Exists(Path)) throw new ReportedException($"{Path} is a file; name a folder for the sweep.");
        if (Directory.Exists(Path) && !File.Exists(Manifest) && Directory.EnumerateFileSystemEntries(Path).Any(entry => System.IO.Path.GetFileName(entry) != LockName && !entry.EndsWith(".tmp", StringComparison.Ordinal)))
        {
            // Runs without a manifest are a sweep's whose manifest was removed.
            if (!Directory.Exists(Inside(RunsName))) throw new ReportedException($"The folder {Path} is not empty and holds no sweep; choose another --out.");
        }

        foreach (string name in (string[])[RunsName, "logs", "recipes"]) WritableFolder.Make(Inside(name));
        return FolderLock.Take(Inside(LockName));
    }

    /// <summary>How far a run is. Nothing but the disk is asked, so that it does not matter how an earlier sweep ended.</summary>
    /// <param name="run">The run.</param>
    /// <param name="split">What is to be evaluated.</param>
    /// <exception cref="ReportedException">The run's folder holds another run.</exception>
    public SweepRunState StateOf(SweepRun run, string split)
    {
        string path = RunPath(run);
        if (!Directory.Exists(path)) return SweepRunState.New;
        if (!File.Exists(System.IO.Path.Combine(path, "recipe.toml"))) return SweepRunState.HalfMade;
        var folder = RunFolder.Open(path);
        if (ResolvedConfiguration.HashOf(RecipeFile.Load(folder.Recipe)) != run.Id)
        {
            throw new ReportedException($"{folder.Recipe}: is not the recipe that the folder's name stands for; move the folder out of the sweep.");
        }

        if (!File.Exists(folder.Weights)) return SweepRunState.Started;
        return File.Exists(folder.Scores(split)) ? SweepRunState.Finished : SweepRunState.Trained;
    }

    /// <summary>Whether a process trains in the folder of a run: one that a killed sweep left behind, which ends soon.</summary>
    /// <param name="run">The run.</param>
    public bool IsBusy(SweepRun run) => FolderLock.IsTaken(System.IO.Path.Combine(RunPath(run), RunFolder.LockName));

    /// <summary>Removes the folder of a run that was ended while it was made.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="ReportedException">It holds something that training does not make before it writes the recipe.</exception>
    public void RemoveHalfMade(SweepRun run)
    {
        string path = RunPath(run);
        foreach (string file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
        {
            string name = System.IO.Path.GetRelativePath(path, file);
            if (BeforeRecipe.Contains(name) || name.EndsWith(".tmp", StringComparison.Ordinal)) continue;
            throw new ReportedException($"{path} has no recipe.toml, but holds {name}, which no run makes before it; move the folder out of the sweep.");
        }

        Directory.Delete(path, recursive: true);
    }

    /// <summary>Names of the folders of runs that are none of a plan's.</summary>
    /// <param name="plan">The plan.</param>
    public IReadOnlyList<string> Leftovers(SweepPlan plan)
    {
        if (!Directory.Exists(Inside(RunsName))) return [];
        var known = plan.Runs.Select(run => run.Name).ToHashSet();
        return [.. Directory.EnumerateDirectories(Inside(RunsName)).Select(folder => System.IO.Path.GetFileName(folder)).Where(name => !known.Contains(name)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The runs of the manifest. The recipe of a run that is not started is the one that it is to be started with.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <exception cref="ReportedException">A recipe is missing, or not the one that the manifest means.</exception>
    public IReadOnlyList<SweepRun> RunsOf(SweepManifest manifest) => [.. manifest.Runs.Select(RunOf)];

    /// <summary>Writes down a plan: the manifest, and the recipes that the runs are started with.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="data">The folder of the data; null for data that are made.</param>
    /// <exception cref="ReportedException">The files cannot be written.</exception>
    public void Write(SweepPlan plan, string? data)
    {
        foreach (var run in plan.Runs) AtomicFile.Write(Recipe(run), stream => stream.Write(Encoding.UTF8.GetBytes(run.Recipe.ToToml())));
        SweepManifest.Of(plan, data).Save(Manifest);
    }

    /// <summary>Folders of runs, where a sweep's folder stands for those of its runs that were begun.</summary>
    /// <param name="paths">Folders of runs and of sweeps.</param>
    /// <exception cref="ReportedException">A sweep's manifest cannot be read, none of its runs was begun, or a run is named twice.</exception>
    public static IReadOnlyList<string> RunsIn(IEnumerable<string> paths)
    {
        string[] runs = [.. paths.SelectMany(path =>
        {
            var sweep = new SweepFolder(path);
            if (!File.Exists(sweep.Manifest)) return [path];
            string[] begun = [.. sweep.RunsOf(SweepManifest.Load(sweep.Manifest)).Select(sweep.RunPath).Where(RunFolder.IsRun)];
            return begun.Length > 0 ? begun : throw new ReportedException($"{path}: no run of this sweep was begun yet; run 'ssnet sweep' first.");
        })];
        var same = runs.GroupBy(run => System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(run))).FirstOrDefault(named => named.Count() > 1);
        return same is null ? runs : throw new ReportedException($"{same.First()} is named twice; leave one out.");
    }

    private SweepRun RunOf(SweepManifestEntry entry)
    {
        string own = Inside(entry.Folder, "recipe.toml");
        string planned = Inside("recipes", $"{System.IO.Path.GetFileName(entry.Folder)}.toml");
        string path = File.Exists(own) ? own : planned;
        var run = new SweepRun(entry.Id, entry.Recipe, entry.Override, RecipeFile.Load(path));
        return ResolvedConfiguration.HashOf(run.Recipe) == run.Id
            ? run
            : throw new ReportedException($"{path}: is not the recipe that the manifest means; run 'ssnet sweep' with the plan again.");
    }

    private string Inside(params ReadOnlySpan<string> names) => System.IO.Path.Combine([Path, .. names]);
}
