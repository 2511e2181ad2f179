using Spectre.Console;
using SsNet.Training;

namespace SsNet.Cli.Progress;

/// <summary>Shows a run as it goes: two lines that renew themselves on a terminal, a line now and then in a file or pipe.</summary>
internal sealed class TrainingProgress : ITrainingObserver
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan InFile = TimeSpan.FromSeconds(10);

    private readonly IAnsiConsole console;
    private readonly LiveDisplayContext? live;
    private readonly TimeProvider time;
    private readonly string title;
    private readonly long doneBefore;
    private readonly long start;
    private long? lastShown;

    private TrainingProgress(IAnsiConsole console, LiveDisplayContext? live, TimeProvider time, string title, long doneBefore)
    {
        this.console = console;
        this.live = live;
        this.time = time;
        this.title = title;
        this.doneBefore = doneBefore;
        start = time.GetTimestamp();
    }

    /// <summary>Makes the observer of a run.</summary>
    /// <param name="title">What stands before everything that is said about the run; empty for nothing.</param>
    /// <param name="doneBefore">Iterations that were done in earlier sittings.</param>
    public delegate ITrainingObserver ObserverFactory(string title, long doneBefore);

    /// <summary>Shows one or more runs while they are under way.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="time">Tells the time.</param>
    /// <param name="train">The runs, which ask for an observer each.</param>
    public static T Show<T>(IAnsiConsole console, TimeProvider time, Func<ObserverFactory, T> train) =>
        console.Profile.Out.IsTerminal
            ? console.Live(new Text("reading the data")).Start(live => train((title, done) => new TrainingProgress(console, live, time, title, done)))
            : train((title, done) => new TrainingProgress(console, null, time, title, done));

    public void IterationDone(IterationReport report)
    {
        bool last = report.Iteration == report.Iterations;
        if (!last && lastShown is { } shown && time.GetElapsedTime(shown) < (live is null ? InFile : OnTerminal)) return;
        lastShown = time.GetTimestamp();
        double perSecond = (report.Iteration - doneBefore) / Math.Max(1e-3, time.GetElapsedTime(start).TotalSeconds);
        string pace = title + TrainingText.Pace(report, perSecond), losses = TrainingText.Losses(report);
        if (live is null) Write($"{pace}  {losses}");
        else live.UpdateTarget(new Rows(new Text(pace), new Text(losses)));
    }

    public void Validated(ValidationReport report) => Write(title + TrainingText.Validation(report));

    public void CheckpointSaved(long iteration)
    {
        // Checkpoints are routine; the last lines say where they are.
    }

    // Straight to the writer: Spectre breaks lines at the width it takes a file to have.
    private void Write(string line)
    {
        if (live is null) console.Profile.Out.Writer.WriteLine(line);
        else console.WriteLine(line);
    }
}
