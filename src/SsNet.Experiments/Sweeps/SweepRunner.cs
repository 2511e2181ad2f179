using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Runs;
using SsNet.Imaging;

namespace SsNet.Experiments.Sweeps;

/// <summary>Does the runs of a plan that are not done yet, several at a time. A run that fails does not stop the others.</summary>
/// <param name="folder">The sweep's folder.</param>
/// <param name="settings">How the runs are done.</param>
public sealed class SweepRunner(SweepFolder folder, SweepSettings settings)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    private readonly List<(SweepRun Run, string Failure)> failures = [];
    private readonly List<SweepWork> active = [];
    private readonly Queue<(SweepRun Run, SweepRunState State)> waiting = [];
    private readonly List<SweepRun> finished = [];
    private readonly Dictionary<SweepRun, long> iterations = [];

    /// <summary>Does the runs. The folder must be locked (<see cref="SweepFolder.Lock"/>).</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="observer">Sees the sweep as it goes.</param>
    /// <param name="cancellation">Tells the runs under way to save and stop, and starts no other.</param>
    /// <exception cref="ReportedException">The data or the machine do not suit a run, or the folder cannot be used; nothing was started.</exception>
    public SweepOutcome Run(SweepPlan plan, ISweepObserver observer, CancellationToken cancellation)
    {
        foreach (var run in plan.Runs)
        {
            var state = folder.StateOf(run, settings.Split);
            if (state == SweepRunState.Finished) finished.Add(run);
            else waiting.Enqueue((run, state));
            if (state < SweepRunState.Trained) RequireData(run);
            iterations[run] = state >= SweepRunState.Trained ? run.Recipe.Iterations : LoggedIterations.Last(RunFolder.TrainingTableOf(folder.RunPath(run)));
        }

        folder.Write(plan, settings.Data);
        while (true)
        {
            while (active.Count < settings.Workers && !cancellation.IsCancellationRequested && waiting.TryDequeue(out var next))
            {
                observer.Started(next.Run, next.State);
                active.Add(new SweepWork(folder, settings, next.Run, cancellation));
            }

            observer.Progressed(Status(plan));
            if (active.Count == 0) break;
            Task.WaitAny([.. active.Select(work => work.Task)], BetweenLooks);
            foreach (var work in active.Where(work => work.Task.IsCompleted).ToList()) End(work, observer, cancellation.IsCancellationRequested);
        }

        return new SweepOutcome(plan.Runs.Count, finished.Count, failures);
    }

    private void End(SweepWork work, ISweepObserver observer, bool stopped)
    {
        active.Remove(work);
        string? failure = work.Failure;
        bool isFinished = failure is null && folder.StateOf(work.Run, settings.Split) == SweepRunState.Finished;
        if (!isFinished && !stopped) failure ??= "it ended without its weights and scores";
        if (failure is not null) failures.Add((work.Run, failure));
        if (isFinished)
        {
            finished.Add(work.Run);
            iterations[work.Run] = work.Run.Recipe.Iterations;
        }

        observer.Ended(work.Run, isFinished, failure);
    }

    // A wrong folder of data is told once, before the first run, and not by every run.
    private void RequireData(SweepRun run)
    {
        try
        {
            ExperimentData.Open(run.Recipe, settings.Data);
            MemoryNeed.Check(run.Recipe);
        }
        catch (ReportedException failure)
        {
            throw new ReportedException($"{run}: {failure.Message}", failure);
        }
    }

    private SweepStatus Status(SweepPlan plan)
    {
        RunStatus[] running = [.. active.Select(work => new RunStatus(work.Run, work.Step, LoggedIterations.Last(RunFolder.TrainingTableOf(folder.RunPath(work.Run)))))];
        foreach (var status in running) iterations[status.Run] = status.Iteration;
        long left = plan.Runs.Except(failures.Select(failed => failed.Run)).Sum(run => run.Recipe.Iterations - iterations[run]);
        return new SweepStatus(plan.Runs.Count, finished.Count, failures.Count, running, iterations.Values.Sum(), left);
    }
}
