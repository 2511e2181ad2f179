using SsNet.Data;
using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Figures;
using SsNet.Experiments.Recipes;
using SsNet.Imaging;
using SsNet.Methods;
using SsNet.Training;
using SsNet.Weights;
using TorchSharp;

namespace SsNet.Experiments.Runs;

/// <summary>A training run in its folder: new, or gone on with.</summary>
public sealed class TrainingRun : IDisposable
{
    private const int MostSampleSlices = 32;

    private readonly ExperimentData data;
    private readonly Method method;
    private readonly Trainer trainer;
    private readonly CaseCache cache;
    private readonly CompositeObserver observers;
    private readonly IDisposable folderLock;

    private TrainingRun(Recipe recipe, ExperimentData data, Method method, RunFolder folder, IDisposable folderLock)
    {
        Recipe = recipe;
        Folder = folder;
        this.data = data;
        this.method = method;
        this.folderLock = folderLock;
        observers = new CompositeObserver();
        cache = new CaseCache(recipe.ToTrainingRequirements(data.AllowsIgnored).Check);
        var validator = data.Validation.Count == 0
            ? null
            : new Validator(data.Validation, new CaseCache(recipe.ToPredictionRequirements(data.AllowsIgnored).Check), recipe.ToPredictionOptions(), data.AllowsIgnored);
        var files = new CheckpointFiles(folder.LastCheckpoint, folder.BestCheckpoint, RunModel.Notes(recipe, data.Preparation));
        trainer = new Trainer(method, recipe.ToTrainingOptions(), data.Training, cache, recipe.ToAugmentation(), validator, files, observers);
    }

    /// <summary>The resolved recipe.</summary>
    public Recipe Recipe { get; }

    /// <summary>The run's folder.</summary>
    public RunFolder Folder { get; }

    /// <summary>The last iteration that is done; 0 for a new run.</summary>
    public long FirstIteration => trainer.Iteration;

    /// <summary>Whether there are test cases to score the result on.</summary>
    public bool HasTest => data.Test.Count > 0;

    /// <summary>How the weights are chosen, in one line for the reader.</summary>
    public string SelectionText => data.SelectionText;

    /// <summary>A new run. The recipe and the data are checked before the folder is made.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="dataFolder">The folder of the data; null for data that are made.</param>
    /// <param name="outFolder">The run's folder: new or empty.</param>
    /// <param name="weights">Weights to start from, safetensors or PyTorch; null for random ones.</param>
    /// <exception cref="ReportedException">Something about the recipe, the data or the folder is wrong.</exception>
    public static TrainingRun Create(Recipe recipe, string? dataFolder, string outFolder, string? weights = null)
    {
        RunFolder.EnsureFree(outFolder);
        var data = ExperimentData.Open(recipe, dataFolder);
        var options = recipe.ToTrainingOptions();
        _ = new TwoStreamSampler(data.Training.Labelled.Count, data.Training.Unlabelled.Count, options.LabelledPerBatch, options.UnlabelledPerBatch, options.Seed);
        _ = recipe.ToPredictionOptions();
        MemoryNeed.Check(recipe);

        var device = recipe.OpenDevice();
        UseThreads(recipe);
        var method = MethodFactory.Create(recipe, device);
        IDisposable? folderLock = null;
        try
        {
            if (weights is not null) Checkpoint.LoadWeights(weights, method.Network);
            var folder = RunFolder.Create(outFolder);
            folderLock = folder.Lock();
            var run = new TrainingRun(recipe, data, method, folder, folderLock);
            RunRecord.WriteEnvironment(folder, dataFolder, torch.get_num_threads());
            RunRecord.WriteSplit(folder, data);
            RunRecord.WritePreparation(folder, data);
            RunRecord.WriteComplexity(folder, recipe, method.Network);
            // The recipe cannot give these weights again when the run goes on before its first checkpoint.
            if (weights is not null) run.trainer.Save();
            // The recipe makes it a run that can be gone on with, which needs the rest.
            AtomicFile.Write(folder.Recipe, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(recipe.ToToml())));
            return run;
        }
        catch
        {
            method.Dispose();
            folderLock?.Dispose();
            throw;
        }
    }

    /// <summary>Goes on with a run from its last checkpoint, or from the beginning if it has none yet.</summary>
    /// <param name="runFolder">The run's folder.</param>
    /// <param name="dataFolder">Where the data lie now; null for where they lay.</param>
    /// <param name="device">Where it computes from now on; null for where its recipe says.</param>
    /// <exception cref="ReportedException">It is no run's folder, or its checkpoint or data cannot be read.</exception>
    public static TrainingRun Resume(string runFolder, string? dataFolder = null, ComputingDevice? device = null)
    {
        var folder = RunFolder.Open(runFolder);
        var recipe = RecipeFile.Load(folder.Recipe);
        if (device is { } other) recipe.Device = other;
        var opened = recipe.OpenDevice();
        var data = ExperimentData.Open(recipe, dataFolder ?? RunRecord.DataFolder(folder));
        RunRecord.RequireSameSplit(folder, data);
        RunRecord.RequireSamePreparation(folder, data);
        var folderLock = folder.Lock();
        folder.RemoveUnfinishedFiles();
        UseThreads(recipe);
        TrainingRun? run = null;
        try
        {
            run = new TrainingRun(recipe, data, MethodFactory.Create(recipe, opened), folder, folderLock);
            if (File.Exists(folder.LastCheckpoint)) run.trainer.Resume();
            return run;
        }
        catch
        {
            run?.Dispose();
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>Trains to the end, or until it is told to stop.</summary>
    /// <param name="observer">Sees the run as it goes.</param>
    /// <param name="cancellation">Stops after the iteration under way, with a checkpoint.</param>
    /// <param name="profiles">Whether to take down where the time goes: in the folder, and in what is returned.</param>
    /// <exception cref="ReportedException">A loss is not finite, a case cannot be read, or the folder cannot be written to.</exception>
    public TrainingOutcome Execute(ITrainingObserver observer, CancellationToken cancellation, bool profiles = false)
    {
        trainer.Profile = profiles ? new StepProfile(method.Network.Device) : null;
        bool finished;
        using (var log = new RunLog(Folder, trainer.Iteration))
        {
            var tensorBoard = new TensorBoardLog(Folder.TensorBoard, Recipe, method.Network, SampleCase);
            observers.Use(log, tensorBoard, observer);
            finished = trainer.Run(cancellation);
        }

        if (finished)
        {
            ExportWeights();
            CurvesFigure.Save(Folder.Figure("training.png"), TrainingCurves.Panels(TrainingCurves.Named([(Folder, Recipe)])));
        }

        if (trainer.Profile is { Iterations: > 0 } profile) ProfileTable.Save(Folder.Profile, profile);
        return new TrainingOutcome(finished, trainer.Iteration, trainer.Best?.Dice, trainer.Best?.Iteration, finished ? Folder.Weights : Folder.LastCheckpoint, trainer.Profile);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        trainer.Dispose();
        method.Dispose();
        folderLock.Dispose();
    }

    /// <summary>The first labelled volume; of slices, one of the first that shows most, since the very first may show nothing.</summary>
    private Case SampleCase() => Recipe.Patch.Length == 3
        ? cache.Get(data.Training.Labelled[0], labelled: true)
        : data.Training.Labelled.Take(MostSampleSlices).Select(source => cache.Get(source, labelled: true)).MaxBy(slice => slice.Label!.Voxels.Count(label => label is not (0 or Case.Ignored)))!;

    private void ExportWeights()
    {
        if (trainer.Best is not null) Checkpoint.LoadWeights(Folder.BestCheckpoint, method.Network);
        Safetensors.Save(Folder.Weights, StateDict.Of(method.Network), RunModel.Notes(Recipe, data.Preparation));
    }

    private static void UseThreads(Recipe recipe)
    {
        if (recipe.Threads > 0) torch.set_num_threads(recipe.Threads);
    }
}
