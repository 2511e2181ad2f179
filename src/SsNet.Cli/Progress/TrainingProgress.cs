using SsNet.Training;
using Spectre.Console;

namespace SsNet.Cli.Progress;

/// <summary>Shows a run as it goes: two lines that renew themselves on a terminal, a line now and then in a file or pipe.</summary>
internal sealed class TrainingProgress : ITrainingObserver
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan InFile = TimeSpan.FromSeconds(10);

    private readonly IAnsiConsole console;
    private readonly LiveDisplayContext? live;
    private readonly long doneBefore;
    private readonly TimeProvider time;
    private readonly long start;
    private long? lastShown;

    private TrainingProgress(IAnsiConsole console, LiveDisplayContext? live, long doneBefore, TimeProvider time)
    {
        this.console = console;
        this.live = live;
        this.doneBefore = doneBefore;
        this.time = time;
        start = time.GetTimestamp();
    }

    /// <summary>Shows a run while it is under way.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="doneBefore">Iterations that were done in earlier sittings.</param>
    /// <param name="time">Tells the time.</param>
    /// <param name="train">The run, which reports to the observer it is given.</param>
    public static T Show<T>(IAnsiConsole console, long doneBefore, TimeProvider time, Func<ITrainingObserver, T> train) =>
        console.Profile.Out.IsTerminal
            ? console.Live(new Text("reading the first batch")).Start(live => train(new TrainingProgress(console, live, doneBefore, time)))
            : train(new TrainingProgress(console, null, doneBefore, time));

    public void IterationDone(IterationReport report)
    {
        bool last = report.Iteration == report.Iterations;
        if (!last && lastShown is { } shown && time.GetElapsedTime(shown) < (live is null ? InFile : OnTerminal)) return;
        lastShown = time.GetTimestamp();
        double perSecond = (report.Iteration - doneBefore) / Math.Max(1e-3, time.GetElapsedTime(start).TotalSeconds);
        string pace = TrainingText.Pace(report, perSecond), losses = TrainingText.Losses(report);
        if (live is null) Write($"{pace}  {losses}");
        else live.UpdateTarget(new Rows(new Text(pace), new Text(losses)));
    }

    public void Validated(ValidationReport report) => Write(TrainingText.Validation(report));

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
