using System.CommandLine;
using SsNet.Experiments.Reports;

namespace SsNet.Cli.Verbs;

/// <summary>Makes a page of runs that can be read anywhere.</summary>
internal sealed class ReportCommand : Verb
{
    private readonly Argument<string[]> runs = new("RUN") { Description = "Folders of runs, evaluated or not, or of sweeps; several runs are compared", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> output = new("--out") { HelpName = "FILE", Description = "The page; report.html in the folder of the run or sweep if not stated, which several folders have none of" };
    private readonly Option<string> split = new("--split") { HelpName = "test|val|train", Description = "Whose scores", DefaultValueFactory = _ => "test" };
    private readonly Option<string> data = new("--data") { HelpName = "DIR", Description = "Folder of the data, for the pictures; where they lay in training if not stated" };
    private readonly Option<string> title = new("--title") { HelpName = "TEXT", Description = "Title of the page" };

    public ReportCommand()
        : base("report", "Write one HTML page about a run, or about several and how they compare.")
    {
        Add(runs);
        foreach (var option in new Option[] { output, split, data, title }) Add(option);
        split.AcceptOnlyFromAmong("test", "val", "train");
        Validators.Add(result =>
        {
            string? page = result.GetValue(output);
            if (page is null && result.GetValue(runs) is { Length: > 1 }) result.AddError("State --out FILE.html for a report of several runs");
            // A slip of the pen must not replace a recipe or weights by a page.
            else if (page is not null && Path.GetExtension(page).ToLowerInvariant() is not (".html" or ".htm")) result.AddError($"--out: must be a file that ends in .html, not '{page}'");
        });
    }

    public override string Example => "report runs/la-4 --out la-4.html";

    protected override int Run(ParseResult parse, TextWriter output, CancellationToken cancellation)
    {
        string[] folders = parse.GetValue(runs)!;
        string page = parse.GetValue(this.output) ?? Path.Combine(folders[0], "report.html");
        var notes = Report.Write(folders, page, new ReportOptions { Split = parse.GetValue(split)!, DataFolder = parse.GetValue(data), Title = parse.GetValue(title) });
        foreach (string note in notes) output.WriteLine($"note: {note}");
        output.WriteLine($"report: {page}");
        return ExitCode.Success;
    }
}
