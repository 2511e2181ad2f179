using System.Collections.Concurrent;
using SsNet.Imaging;
using SsNet.Randomness;

namespace SsNet.Data;

/// <summary>
/// Makes the samples of one iteration after the other, ahead of time on background threads. The samples of an iteration
/// depend on the data set, the seed and the iteration alone, not on the number of threads or on where the run began.
/// Only one thread may use a pipeline.
/// </summary>
public sealed class BatchPipeline : IDisposable
{
    private readonly Dataset dataset;
    private readonly TwoStreamSampler sampler;
    private readonly CaseCache cache;
    private readonly Augmentation augmentation;
    private readonly long seed;
    private readonly int prefetch;
    private readonly Thread[] threads;
    private readonly CancellationTokenSource stop = new();
    private readonly Queue<Task<IReadOnlyList<Sample>>> inOrder = new();
    private readonly BlockingCollection<Task<IReadOnlyList<Sample>>> toDo = [];
    private long nextIteration;
    private bool disposed;

    /// <summary>A pipeline; with workers, it starts at once.</summary>
    /// <param name="dataset">The cases.</param>
    /// <param name="sampler">Chooses the cases of every batch; made for this data set.</param>
    /// <param name="cache">Loads the cases and keeps them.</param>
    /// <param name="augmentation">Makes samples of them.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="workers">Number of background threads; 0 to make the samples in <see cref="Next"/>, when they are asked for.</param>
    /// <param name="prefetch">Batches to make ahead of the one that is asked for; not used without workers.</param>
    /// <param name="firstIteration">The iteration to begin with, counted from 0.</param>
    public BatchPipeline(
        Dataset dataset,
        TwoStreamSampler sampler,
        CaseCache cache,
        Augmentation augmentation,
        long seed,
        int workers,
        int prefetch,
        long firstIteration = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workers);
        ArgumentOutOfRangeException.ThrowIfNegative(prefetch);
        ArgumentOutOfRangeException.ThrowIfNegative(firstIteration);
        this.dataset = dataset;
        this.sampler = sampler;
        this.cache = cache;
        this.augmentation = augmentation;
        this.seed = seed;
        this.prefetch = prefetch;
        nextIteration = firstIteration;

        threads = new Thread[workers];
        for (int i = 0; i < workers; i++)
        {
            threads[i] = new Thread(Work) { IsBackground = true, Name = $"Batches {i}" };
            threads[i].Start();
        }

        if (workers > 0) KeepInFlight(prefetch);
    }

    /// <summary>The samples of the next iteration, labelled ones first. After a failure the pipeline is of no further use; after a cancellation it goes on where it was.</summary>
    /// <param name="cancellation">Ends the wait for samples that are not ready.</param>
    /// <exception cref="ReportedException">A case cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public IReadOnlyList<Sample> Next(CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        cancellation.ThrowIfCancellationRequested();
        if (threads.Length == 0)
        {
            var samples = Make(nextIteration, cancellation);
            nextIteration++;
            return samples;
        }

        KeepInFlight(prefetch + 1);
        var ready = inOrder.Peek().WaitAsync(cancellation).GetAwaiter().GetResult();
        inOrder.Dequeue();
        return ready;
    }

    /// <summary>Stops the threads; returns when the samples they have in hand are finished.</summary>
    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        stop.Cancel();
        foreach (var thread in threads) thread.Join();
        // Looking at the failures of batches that nobody asked for keeps them from being raised as unobserved later.
        foreach (var task in inOrder) _ = task.Exception;
        toDo.Dispose();
        stop.Dispose();
    }

    private void KeepInFlight(int batches)
    {
        while (inOrder.Count < batches)
        {
            long iteration = nextIteration++;
            var task = new Task<IReadOnlyList<Sample>>(() => Make(iteration, stop.Token));
            inOrder.Enqueue(task);
            toDo.Add(task);
        }
    }

    private void Work()
    {
        try
        {
            // The task keeps whatever is thrown until Next asks for its result.
            foreach (var task in toDo.GetConsumingEnumerable(stop.Token)) task.RunSynchronously(TaskScheduler.Default);
        }
        catch (OperationCanceledException)
        {
            // Dispose wants the thread to end.
        }
    }

    private Sample[] Make(long iteration, CancellationToken cancellation)
    {
        var plan = sampler.PlanFor(iteration);
        var samples = new Sample[plan.Labelled.Length + plan.Unlabelled.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            bool labelled = i < plan.Labelled.Length;
            var source = labelled ? dataset.Labelled[plan.Labelled[i]] : dataset.Unlabelled[plan.Unlabelled[i - plan.Labelled.Length]];
            var random = new RandomSequence(seed, RandomPurpose.Augmentation, iteration, i);
            samples[i] = augmentation.Apply(cache.Get(source, labelled), ref random);
        }

        return samples;
    }
}
