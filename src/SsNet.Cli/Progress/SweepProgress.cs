using System.Globalization;
using Spectre.Console;
using SsNet.Experiments.Sweeps;

namespace SsNet.Cli.Progress;

/// <summary>Shows a sweep as it goes: a few lines that renew themselves on a terminal, a line per event and one a minute in a file or pipe.</summary>
internal sealed class SweepProgress : ISweepObserver
{
    private static readonly TimeSpan InFile = TimeSpan.FromMinutes(1);

    private readonly IAnsiConsole console;
    private readonly LiveDisplayContext? live;
    private readonly TimeProvider time;
    private readonly long start;
    private long? doneBefore;
    private long lastShown;

    private SweepProgress(IAnsiConsole console, LiveDisplayContext? live, TimeProvider time)
    {
        this.console = console;
        this.live = live;
        this.time = time;
        start = lastShown = time.GetTimestamp();
    }

    /// <summary>Shows a sweep while it is under way.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="time">Tells the time.</param>
    /// <param name="sweep">The sweep, which is given its observer.</param>
    public static T Show<T>(IAnsiConsole console, TimeProvider time, Func<ISweepObserver, T> sweep) =>
        console.Profile.Out.IsTerminal
            ? console.Live(new Text("looking at what is there")).Start(live => sweep(new SweepProgress(console, live, time)))
            : sweep(new SweepProgress(console, null, time));

    public void Started(SweepRun run, SweepRunState state) => Write(state switch
    {
        SweepRunState.Started => $"going on: {run.Name}",
        SweepRunState.Trained => $"evaluating: {run.Name}",
        _ => $"starting: {run.Name}",
    });

    public void Ended(SweepRun run, bool finished, string? failure) =>
        Write(failure is not null ? $"failed: {run.Name}: {failure}" : $"{(finished ? "finished" : "stopped")}: {run.Name}");

    public void Progressed(SweepStatus status)
    {
        doneBefore ??= status.IterationsDone;
        if (live is not null)
        {
            live.UpdateTarget(new Rows([new Text(Summary(status)), .. status.Running.Select(run => new Text(Line(run)))]));
            return;
        }

        if (status.Running.Count > 0 && time.GetElapsedTime(lastShown) < InFile) return;
        lastShown = time.GetTimestamp();
        Write(string.Join("; ", [Summary(status), .. status.Running.Select(Line)]));
    }

    private string Summary(SweepStatus status)
    {
        string failed = status.Failed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {status.Failed} failed");
        // Before the first iteration there is nothing to go by.
        long done = status.IterationsDone - doneBefore!.Value;
        double seconds = time.GetElapsedTime(start).TotalSeconds;
        string left = done <= 0 || status.IterationsLeft == 0 || status.Running.Count == 0 ? "" : $"  about {TrainingText.Duration(TimeSpan.FromSeconds(status.IterationsLeft * seconds / done))} left";
        return string.Create(CultureInfo.InvariantCulture, $"{status.Finished} of {status.Runs} runs finished{failed}{left}");
    }

    private static string Line(RunStatus status) => status.Step switch
    {
        SweepStep.Training => string.Create(CultureInfo.InvariantCulture, $"{status.Run.Name}: iteration {status.Iteration}/{status.Run.Recipe.Iterations}"),
        SweepStep.Evaluating => $"{status.Run.Name}: evaluating",
        _ => $"{status.Run.Name}: waits until an earlier process has saved it",
    };

    // Straight to the writer: Spectre breaks lines at the width it takes a file to have.
    private void Write(string line)
    {
        if (live is null) console.Profile.Out.Writer.WriteLine(line);
        else console.WriteLine(line);
    }
}
