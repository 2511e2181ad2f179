using System.CommandLine;
using SsNet.Cli.Progress;
using SsNet.Experiments.Explaining;
using SsNet.Experiments.Runs;
using SsNet.Imaging;

namespace SsNet.Cli.Verbs;

/// <summary>Shows by one batch what smoothness and separation did to a run's network.</summary>
internal sealed class ExplainCommand : Verb
{
    private readonly Option<string> run = new("--run") { HelpName = "DIR", Description = "Folder of the run, of any method", Required = true };
    private readonly Option<string> @case = new("--case") { HelpName = "NAME", Description = "The case: any that the run learned from, was validated by or is tested on", Required = true };
    private readonly Option<string> data = new("--data") { HelpName = "DIR", Description = "Folder of the data; where they lay in training if not stated" };
    private readonly Option<string> output = new("--out") { HelpName = "DIR", Description = "Folder for figure and numbers; figures/explain-NAME in the run's folder if not stated" };
    private readonly Option<long?> seed = new("--seed") { HelpName = "N", Description = "Where the search for the noise starts, and which voxels' features are shown; the run's seed if not stated" };
    private readonly Option<double?> magnitude = new("--magnitude") { HelpName = "X", Description = "Length of the noise (ε); that of the run's recipe if not stated" };
    private readonly Option<string[]> labelled = new("--labelled") { HelpName = "NAME", Description = "Labelled training cases in the batch; the first ones of the run if not stated", AllowMultipleArgumentsPerToken = true };

    public ExplainCommand()
        : base("explain", "Show by one case what noise does to the prediction, which voxels become prototypes, and how features lie, before and after training.")
    {
        foreach (var option in new Option[] { run, @case, data, output, seed, magnitude, labelled }) Add(option);
        NumberCheck.Add(magnitude, value => value > 0 && double.IsFinite(value), "a number above 0");
    }

    public override string Example => "explain --run runs/la-4 --case UPT6DX9IQY9JAZ7HJKA7";

    /// <inheritdoc/>
    protected override bool Computes => true;

    protected override int Run(ParseResult parse, TextWriter output, CancellationToken cancellation)
    {
        var options = new ExplanationOptions
        {
            Run = parse.GetValue(run)!,
            Case = parse.GetValue(@case)!,
            Data = parse.GetValue(data),
            Magnitude = parse.GetValue(magnitude),
            Labelled = parse.GetValue(labelled) ?? [],
            Seed = parse.GetValue(seed),
        };
        string folder = parse.GetValue(this.output) ?? ExplanationFiles.FolderOf(options.Run, options.Case);
        // Before minutes are spent on what could not be written.
        _ = RunFolder.Open(options.Run);
        bool isNew = !Directory.Exists(folder);
        WritableFolder.Make(folder);
        try
        {
            var explanation = PhaseProgress.Show(output, progress => RunExplanation.Of(options, (step, count, what) => progress("step", step, count, what), cancellation));
            ExplanationText.Write(output, explanation);
            foreach (string file in ExplanationFiles.Save(explanation, folder)) output.WriteLine($"{(Path.GetExtension(file) == ".json" ? "numbers" : "figure")}: {file}");
            return ExitCode.Success;
        }
        finally
        {
            if (isNew && !Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
        }
    }
}
