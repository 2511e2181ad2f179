using System.Diagnostics;
using SsNet.Data;
using SsNet.Imaging;
using SsNet.Methods;
using static TorchSharp.torch;

namespace SsNet.Training;

/// <summary>
/// The training loop: batch, objective, backward, update, log, validate, checkpoint. It never knows which method it runs. A run is a
/// function of its recipe and data: stopped anywhere and continued from its checkpoint, it ends in the same weights.
/// </summary>
public sealed class Trainer : IDisposable
{
    private readonly Method method;
    private readonly TrainingOptions options;
    private readonly Dataset dataset;
    private readonly CaseCache cache;
    private readonly Augmentation augmentation;
    private readonly Validator? validator;
    private readonly ITrainingObserver observer;
    private readonly CheckpointFiles files;
    private readonly StochasticGradientDescent optimiser;
    private long validated;

    /// <summary>A run at its beginning.</summary>
    /// <param name="method">What is trained; stays the caller's.</param>
    /// <param name="options">How it is trained.</param>
    /// <param name="dataset">The training cases.</param>
    /// <param name="cache">Keeps the decoded cases.</param>
    /// <param name="augmentation">Makes samples of them, all of one size; signed distances are added where the method needs them.</param>
    /// <param name="validator">Scores the network on the way to select the best weights; null for the last ones.</param>
    /// <param name="files">Where checkpoints go.</param>
    /// <param name="observer">Sees the run as it goes.</param>
    public Trainer(
        Method method,
        TrainingOptions options,
        Dataset dataset,
        CaseCache cache,
        Augmentation augmentation,
        Validator? validator,
        CheckpointFiles files,
        ITrainingObserver observer)
    {
        this.method = method;
        this.options = options;
        this.dataset = dataset;
        this.cache = cache;
        this.augmentation = method.NeedsSignedDistances ? new SignedDistanceAugmentation(augmentation, method.Network.Options.Classes) : augmentation;
        this.validator = validator;
        this.files = files;
        this.observer = observer;
        optimiser = new StochasticGradientDescent(method.Network, options.Momentum, options.WeightDecay);
    }

    /// <summary>The last iteration that is done; 0 at the beginning.</summary>
    public long Iteration { get; private set; }

    /// <summary>Takes down where the time goes; null, as at the beginning, for nobody. It changes no result.</summary>
    public StepProfile? Profile { get; set; }

    /// <summary>The best validation so far; null without a validator or before its first score.</summary>
    public ValidationReport? Best { get; private set; }

    /// <summary>Goes back to where the last checkpoint was written.</summary>
    /// <exception cref="ReportedException">There is none, or it belongs to another run.</exception>
    public void Resume()
    {
        var checkpoint = Checkpoint.Load(files.Last, method, optimiser);
        if (checkpoint.Seed != options.Seed) throw new ReportedException($"{files.Last} is of a run with seed {checkpoint.Seed}, not {options.Seed}.");
        Iteration = checkpoint.Iteration;
        validated = checkpoint.Validated;
        Best = checkpoint.Best;
    }

    /// <summary>Writes a checkpoint of where the run is, as when it starts from given weights.</summary>
    /// <exception cref="ReportedException">The checkpoint cannot be written.</exception>
    public void Save() => Here().Save(files.Last, method, optimiser, files.Notes);

    /// <summary>Trains to the end of the run, or until it is told to stop; both leave a checkpoint of the last iteration.</summary>
    /// <param name="cancellation">Stops after the iteration under way.</param>
    /// <returns>Whether the run came to its end.</returns>
    /// <exception cref="ReportedException">A loss is not finite, a case cannot be read, or a checkpoint cannot be written.</exception>
    public bool Run(CancellationToken cancellation = default)
    {
        var sampler = new TwoStreamSampler(
            dataset.Labelled.Count, dataset.Unlabelled.Count, options.LabelledPerBatch, options.UnlabelledPerBatch, options.Seed);
        using var batches = new BatchPipeline(
            dataset, sampler, cache, augmentation, options.Seed, options.Workers, prefetch: 2 * options.Workers, firstIteration: Iteration);

        long saved = Iteration;
        try
        {
            ValidateIfDue(cancellation);
            while (Iteration < options.Iterations)
            {
                Profile?.BeginStep();
                var samples = Next(batches, cancellation);
                Iterate(samples);
                Profile?.EndStep(samples.Sum(sample => (long)sample.Channels[0].Length));
                ValidateIfDue(cancellation);
                if (Iteration % options.CheckpointEvery != 0 || Iteration == options.Iterations) continue;
                SaveAndReport();
                saved = Iteration;
            }
        }
        catch (OperationCanceledException)
        {
            Profile?.DropStep();
            if (Iteration > saved) SaveAndReport();
            return false;
        }

        SaveAndReport();
        return true;
    }

    /// <summary>Frees the optimiser.</summary>
    public void Dispose() => optimiser.Dispose();

    private IReadOnlyList<Sample> Next(BatchPipeline batches, CancellationToken cancellation)
    {
        using var phase = Profile?.Phase("waiting for data");
        return batches.Next(cancellation);
    }

    private Batch ToDevice(IReadOnlyList<Sample> samples)
    {
        using var phase = Profile?.Phase("copy to device");
        return Batch.From(samples, options.LabelledPerBatch, method.Network.Device, method.Network.Type);
    }

    private void Iterate(IReadOnlyList<Sample> samples)
    {
        var watch = Stopwatch.StartNew();
        using var scope = NewDisposeScope();
        long iteration = Iteration + 1;
        var batch = ToDevice(samples);

        var objective = new Objective(Profile);
        double learningRate = options.LearningRate.At(iteration, options.Iterations);
        optimiser.ClearGradients();
        try
        {
            method.Step(batch, iteration, objective);
            objective.Backward();
            using (Profile?.Phase("update")) optimiser.Step(learningRate);
            method.AfterUpdate(batch, iteration, objective);
        }
        catch (ReportedException failure)
        {
            throw new ReportedException(
                $"Iteration {iteration}: {failure.Message}. The last checkpoint is unharmed; lower the learning rate, or look at the cases {string.Join(", ", batch.CaseIds)}.", failure);
        }

        Iteration = iteration;
        using var log = Profile?.Phase("log");
        observer.IterationDone(new IterationReport(
            iteration, options.Iterations, objective.Terms, objective.Total, learningRate, watch.Elapsed.TotalSeconds));
    }

    /// <summary>
    /// Scores the network where the iteration asks for it and at the end of the run, and keeps the weights if they are the best so far. A run that was stopped
    /// while it validated does so first when it goes on.
    /// </summary>
    private void ValidateIfDue(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        bool isDue = (Iteration >= options.ValidateFrom && Iteration % options.ValidateEvery == 0) || Iteration == options.Iterations;
        if (validator is null || Iteration == validated || !isDue) return;
        using var phase = Profile?.Phase("validation");
        double dice = validator.Score(method.Network, cancellation);
        validated = Iteration;
        var report = new ValidationReport(Iteration, dice, Best is null || dice > Best.Dice);
        if (report.IsBest)
        {
            Best = report;
            using var saving = Profile?.Phase("checkpoint");
            Here().Save(files.Best, method, optimiser: null, files.Notes);
        }

        observer.Validated(report);
    }

    private void SaveAndReport()
    {
        using var phase = Profile?.Phase("checkpoint");
        Save();
        observer.CheckpointSaved(Iteration);
    }

    private Checkpoint Here() => new() { Iteration = Iteration, Validated = validated, Best = Best, Seed = options.Seed };
}
