using SsNet.Imaging;

namespace SsNet.Experiments.Runs;

/// <summary>The folder of a training run: everything the run was made of, and everything it gave.</summary>
public sealed class RunFolder
{
    /// <summary>The file that is there while a process trains in the folder.</summary>
    internal const string LockName = "run.lock";

    private RunFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The resolved recipe: every value, not only those that differ.</summary>
    public string Recipe => Inside("recipe.toml");

    /// <summary>Versions, machine and data folder.</summary>
    public string Environment => Inside("environment.json");

    /// <summary>Which cases were labelled, unlabelled, held out and tested.</summary>
    public string Split => Inside("split.json");

    /// <summary>How the images were prepared that the run learns from; only where somebody prepared them.</summary>
    public string Preparation => Inside("preparation.json");

    /// <summary>Every iteration and every validation, one JSON object a line.</summary>
    public string TrainingLog => Inside("metrics", "training.jsonl");

    /// <summary>Every iteration, one row each.</summary>
    public string TrainingTable => Inside("metrics", "training.csv");

    /// <summary>The table of iterations of a run whose folder need not be complete yet.</summary>
    /// <param name="path">The run's folder.</param>
    internal static string TrainingTableOf(string path) => new RunFolder(path).TrainingTable;

    /// <summary>Parameters and multiply-accumulate operations of the network that learns.</summary>
    public string Complexity => Inside("metrics", "complexity.json");

    /// <summary>Where the time of the steps went in the last sitting that took it down.</summary>
    public string Profile => Inside("metrics", "profile.csv");

    /// <summary>TensorBoard's event files.</summary>
    public string TensorBoard => Inside("tensorboard");

    /// <summary>The checkpoint to go on from.</summary>
    public string LastCheckpoint => Inside("checkpoints", "last.safetensors");

    /// <summary>The weights with the best validation.</summary>
    public string BestCheckpoint => Inside("checkpoints", "best.safetensors");

    /// <summary>The result: the selected weights under PyTorch's names.</summary>
    public string Weights => Inside("weights.safetensors");

    /// <summary>The weights to predict with: the result, or as long as there is none the best or last of the run under way.</summary>
    /// <exception cref="ReportedException">There are none yet.</exception>
    public string ModelPath => new[] { Weights, BestCheckpoint, LastCheckpoint }.FirstOrDefault(File.Exists)
        ?? throw new ReportedException($"{Path}: this run has no weights yet; train it further with: ssnet train --resume {Path}");

    /// <summary>Where label maps go that were predicted for a split.</summary>
    /// <param name="split">The split, such as test.</param>
    public string Predictions(string split) => Inside("predictions", split);

    /// <summary>The scores of a split, one row per case and class.</summary>
    /// <param name="split">The split, such as test.</param>
    public string Scores(string split) => Inside("metrics", $"{split}.csv");

    /// <summary>A picture.</summary>
    /// <param name="name">Its name with extension.</param>
    public string Figure(string name) => Inside("figures", name);

    /// <summary>A new run's folder, made with its subfolders.</summary>
    /// <param name="path">A folder that does not exist yet, or is empty.</param>
    /// <exception cref="ReportedException">It holds something already, or cannot be made.</exception>
    public static RunFolder Create(string path)
    {
        EnsureFree(path);
        var folder = new RunFolder(path);
        try
        {
            foreach (string name in (string[])["metrics", "checkpoints", "predictions", "figures"]) Directory.CreateDirectory(System.IO.Path.Combine(folder.Path, name));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ReportedException($"Cannot make the run folder {path}: {failure.Message}", failure);
        }

        return folder;
    }

    /// <summary>Throws unless a new run may go into a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="ReportedException">It holds something already.</exception>
    public static void EnsureFree(string path)
    {
        if (File.Exists(path)) throw new ReportedException($"{path} is a file; name a new folder for the run.");
        if (!Directory.Exists(path) || !Directory.EnumerateFileSystemEntries(path).Any()) return;
        string advice = IsRun(path) ? $" or go on with it: ssnet train --resume {path}" : "";
        throw new ReportedException($"The folder {path} exists already and is not empty; choose another --out{advice}");
    }

    /// <summary>Whether a folder is that of a run, finished or not.</summary>
    /// <param name="path">The folder.</param>
    public static bool IsRun(string path) => File.Exists(new RunFolder(path).Recipe);

    /// <summary>The folder of an earlier run.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="ReportedException">It is not a run's.</exception>
    public static RunFolder Open(string path)
    {
        var folder = new RunFolder(path);
        if (!File.Exists(folder.Recipe)) throw new ReportedException($"{path} is not the folder of a run: it has no recipe.toml.");
        return folder;
    }

    /// <summary>Keeps the folder for this process until the result is disposed.</summary>
    /// <exception cref="ReportedException">Another process trains in it.</exception>
    public IDisposable Lock() => FolderLock.Take(Inside(LockName));

    /// <summary>Removes what an interrupted write may have left.</summary>
    public void RemoveUnfinishedFiles()
    {
        foreach (string file in Directory.EnumerateFiles(Path, "*.tmp", SearchOption.AllDirectories)) File.Delete(file);
    }

    private string Inside(params ReadOnlySpan<string> names) => System.IO.Path.Combine([Path, .. names]);
}
