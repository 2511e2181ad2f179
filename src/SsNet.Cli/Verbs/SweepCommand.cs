using System.CommandLine;
using System.CommandLine.Parsing;
using SsNet.Cli.Progress;
using SsNet.Experiments.Sweeps;
using SsNet.Imaging;

namespace SsNet.Cli.Verbs;

/// <summary>Trains and evaluates many runs by a plan, and goes on where it was stopped.</summary>
internal sealed class SweepCommand : Verb
{
    private readonly Argument<string> plan = new("plan") { HelpName = "PLAN", Description = $"The plan, recipes, label counts, seeds and overrides: a file, or the name of a shipped one ({string.Join(", ", SweepPlan.Names)})" };
    private readonly Option<string> output = new("--out") { HelpName = "DIR", Description = "Folder of the sweep: new, or one to go on with", Required = true };
    private readonly Option<string> data = new("--data") { HelpName = "DIR", Description = "Folder of the data; not needed for phantoms, nor for a sweep that is gone on with" };
    private readonly Option<int> workers = new("--workers") { HelpName = "N", Description = "How many runs are done at the same time", DefaultValueFactory = _ => 1 };
    private readonly Option<int?> threads = new("--threads") { HelpName = "N", Description = "Threads of each run; what its recipe says, else its share of the cores, if not stated" };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Only list the runs and how far they are" };

    public SweepCommand()
        : base("sweep", "Train and evaluate many runs by a plan: the missing ones, several at a time.")
    {
        Add(plan);
        foreach (var option in new Option[] { output, data, workers, threads, dryRun }) Add(option);
        workers.Validators.Add(RequireAtLeastOne);
        threads.Validators.Add(RequireAtLeastOne);
    }

    public override string Example => "sweep cine-phantoms --out runs/cine-sweep --workers 2";

    protected override int Run(ParseResult parse, TextWriter output, CancellationToken cancellation)
    {
        var sweep = SweepPlan.Load(parse.GetValue(plan)!);
        var folder = new SweepFolder(parse.GetValue(this.output)!);
        if (parse.GetValue(dryRun))
        {
            foreach (var run in sweep.Runs) output.WriteLine($"{StateText(folder.StateOf(run, sweep.Split)),-10}{run.Name}");
            WriteLeftovers(output, folder, sweep);
            return ExitCode.Success;
        }

        using var folderLock = folder.Lock();
        string? earlierData = File.Exists(folder.Manifest) ? SweepManifest.Load(folder.Manifest).Data : null;
        WriteLeftovers(output, folder, sweep);
        if (earlierData is not null && parse.GetValue(data) is { } otherData && Path.GetFullPath(otherData) != Path.GetFullPath(earlierData))
        {
            output.WriteLine($"data: {otherData}, and no longer {earlierData}; finished runs stay as they are, so both must hold the same");
        }

        var settings = new SweepSettings(Itself(), sweep.Split, parse.GetValue(data) ?? earlierData, parse.GetValue(workers), parse.GetValue(threads));
        var outcome = SweepProgress.Show(Terminal.On(output), TimeProvider.System, observer => new SweepRunner(folder, settings).Run(sweep, observer, cancellation));
        if (outcome.Finished + outcome.Failures.Count < outcome.Runs && cancellation.IsCancellationRequested)
        {
            output.WriteLine($"Stopped with {outcome.Finished} of {outcome.Runs} runs finished; the others are saved. Go on with the same command.");
            return ExitCode.Interrupted;
        }

        foreach (var (run, failure) in outcome.Failures) output.WriteLine($"failed: {run.Name}: {failure} (log: {folder.Log(run)})");
        if (outcome.Failures.Count > 0) throw new ReportedException($"{outcome.Failures.Count} of {outcome.Runs} runs failed, as listed; the same command tries them again.");
        output.WriteLine($"next: ssnet table --sweep {ShellText.Quote(folder.Path)}");
        return ExitCode.Success;
    }

    private static string StateText(SweepRunState state) => state switch
    {
        SweepRunState.Started => "started",
        SweepRunState.Trained => "trained",
        SweepRunState.Finished => "finished",
        _ => "new",
    };

    private static void WriteLeftovers(TextWriter output, SweepFolder folder, SweepPlan sweep)
    {
        foreach (string name in folder.Leftovers(sweep)) output.WriteLine($"not in the plan, left as it is: {name}");
    }

    /// <summary>The program as it runs now: under its own name, or by the host that all .NET programs share.</summary>
    private static SweepProgram Itself()
    {
        string assembly = typeof(SweepCommand).Assembly.Location;
        string? process = Environment.ProcessPath;
        string name = Path.GetFileNameWithoutExtension(process) ?? "";
        if (process is not null && (name == "ssnet" || name == Path.GetFileNameWithoutExtension(assembly))) return new SweepProgram(process, []);
        return new SweepProgram(process is not null && name == "dotnet" ? process : "dotnet", [assembly]);
    }

    private static void RequireAtLeastOne(OptionResult result)
    {
        if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[^1].Value, out int value) && value < 1)
        {
            result.AddError($"{result.Option.Name}: must be a whole number of at least 1, not {value}");
        }
    }
}
