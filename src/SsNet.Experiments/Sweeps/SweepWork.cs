using System.Diagnostics;
using System.Globalization;
using SsNet.Imaging;

namespace SsNet.Experiments.Sweeps;

/// <summary>One run of a sweep under way: trained if need be, then evaluated, each by a process of its own.</summary>
internal sealed class SweepWork
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly SweepFolder folder;
    private readonly SweepSettings settings;
    private readonly Task<string?> task;

    public SweepWork(SweepFolder folder, SweepSettings settings, SweepRun run, CancellationToken cancellation)
    {
        this.folder = folder;
        this.settings = settings;
        Run = run;
        task = Task.Factory.StartNew(() => Do(cancellation), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public SweepRun Run { get; }

    public SweepStep Step { get; private set; }

    public Task Task => task;

    /// <summary>What went wrong; null when the run is finished or was stopped. To be asked when the task has ended.</summary>
    public string? Failure => task.Result;

    private string? Do(CancellationToken cancellation)
    {
        try
        {
            // Which state it is in shows when nobody works on it any more.
            while (folder.IsBusy(Run) && !cancellation.WaitHandle.WaitOne(BetweenLooks)) Step = SweepStep.Waiting;
            if (cancellation.IsCancellationRequested) return null;
            var state = folder.StateOf(Run, settings.Split);
            if (state == SweepRunState.HalfMade) folder.RemoveHalfMade(Run);
            if (state < SweepRunState.Trained && Do(SweepStep.Training, Training(state), cancellation) is { } failure) return failure;
            return cancellation.IsCancellationRequested ? null : Do(SweepStep.Evaluating, Evaluation(), cancellation);
        }
        catch (Exception failure) when (failure is ReportedException or IOException or UnauthorizedAccessException)
        {
            return failure.Message;
        }
    }

    private string? Do(SweepStep step, string[] arguments, CancellationToken cancellation)
    {
        Step = step;
        ProcessStartInfo start = settings.Program.For(arguments, shared: settings.Workers > 1);
        var (code, lastLine) = SweepChild.Run(start, folder.Log(Run), cancellation);
        return code == 0 || cancellation.IsCancellationRequested ? null : lastLine;
    }

    private string[] Training(SweepRunState state)
    {
        string[] data = settings.Data is null ? [] : ["--data", settings.Data];
        return state == SweepRunState.Started
            ? ["train", "--resume", folder.RunPath(Run), .. data]
            : ["train", "--recipe", folder.Recipe(Run), "--out", folder.RunPath(Run), "--threads", Threads, .. data];
    }

    private string[] Evaluation()
    {
        string[] data = settings.Data is null ? [] : ["--data", settings.Data];
        return ["evaluate", "--run", folder.RunPath(Run), "--split", settings.Split, "--threads", Threads, .. data];
    }

    private string Threads
    {
        get
        {
            int threads = settings.Threads ?? (Run.Recipe.Threads > 0 ? Run.Recipe.Threads : Math.Max(1, Environment.ProcessorCount / settings.Workers));
            return threads.ToString(CultureInfo.InvariantCulture);
        }
    }
}
