using System.CommandLine;
using SsNet.Cli.Progress;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;

namespace SsNet.Cli.Verbs;

/// <summary>Trains a network, or goes on with a run that was stopped.</summary>
internal sealed class TrainCommand : Verb
{
    // The one setting that a run may change on its way.
    private const string Device = "device";

    private readonly Option<string> recipe = new("--recipe") { HelpName = "NAME|FILE", Description = $"Recipe: a file, or one of {string.Join(", ", RecipeFile.Names)}" };
    private readonly Option<string> data = new("--data") { HelpName = "DIR", Description = "Folder of the data; not needed for phantoms" };
    private readonly Option<string> output = new("--out") { HelpName = "DIR", Description = "New folder for everything the run gives" };
    private readonly Option<string> resume = new("--resume") { HelpName = "DIR", Description = "Go on with the run in this folder, from its last checkpoint" };
    private readonly Option<string> weights = new("--weights") { HelpName = "FILE", Description = "Weights to start from instead of random ones: safetensors, or a PyTorch state dict" };
    private readonly Option<bool> profile = new("--profile") { Description = "Show in the end where the time of a step went; no result changes" };
    private readonly RecipeOptions settings;

    public TrainCommand()
        : base("train", "Train a network as a recipe says.")
    {
        foreach (var option in new Option[] { recipe, data, output, resume, weights, profile }) Add(option);
        settings = new RecipeOptions(this, RecipeKeys.All);
        Validators.Add(result =>
        {
            bool resumes = result.GetResult(resume) is not null;
            if (!resumes && (result.GetResult(recipe) is null || result.GetResult(output) is null))
            {
                result.AddError("State --recipe NAME|FILE and --out DIR for a new run, or --resume DIR to go on with one");
            }

            string[] ofNewRuns = [recipe.Name, output.Name, weights.Name, .. RecipeKeys.All.Where(key => key.Name != Device).Select(key => $"--{key.Name}")];
            if (resumes && ofNewRuns.FirstOrDefault(name => result.GetResult(name) is not null) is { } stated)
            {
                result.AddError($"{stated} cannot be changed with --resume: a run keeps its recipe and its folder");
            }
        });
    }

    public override string Example => "train --recipe phantom-4 --iterations 200 --out runs/phantom-4";

    /// <inheritdoc/>
    protected override bool Computes => true;

    public override void WriteDetails(TextWriter output) => settings.WriteHelp(output);

    protected override int Run(ParseResult parse, TextWriter output, CancellationToken cancellation)
    {
        // A sweep that is gone before its run begins must not find a folder half made when it comes again.
        if (cancellation.IsCancellationRequested) return ExitCode.Interrupted;
        using var run = Open(parse);
        output.WriteLine(run.FirstIteration == 0 ? $"{run.Folder.Path}: a new run" : $"{run.Folder.Path}: going on after iteration {run.FirstIteration}");
        output.WriteLine(run.SelectionText);

        var outcome = TrainingProgress.Show(Terminal.On(output), TimeProvider.System, observe => run.Execute(observe("", run.FirstIteration), cancellation, parse.GetValue(profile)));
        if (outcome.Profile is { } profiled) ProfileText.Write(output, profiled);
        if (!outcome.Finished)
        {
            output.WriteLine($"Stopped after iteration {outcome.Iteration}, which is saved. Go on with: ssnet train --resume {ShellText.Quote(run.Folder.Path)}");
            return ExitCode.Interrupted;
        }

        if (outcome.BestDice is { } best) output.WriteLine(FormattableString.Invariant($"best validation: Dice {100 * best:0.00} % after iteration {outcome.BestIteration}"));
        output.WriteLine($"weights: {outcome.ModelPath}");
        string dataOption = parse.GetValue(data) is { } folder ? $" --data {ShellText.Quote(folder)}" : "";
        output.WriteLine(run.HasTest
            ? $"next: ssnet evaluate --run {ShellText.Quote(run.Folder.Path)}{dataOption} --split test"
            : $"next: ssnet predict --run {ShellText.Quote(run.Folder.Path)} --input SCAN --output segmented");
        return ExitCode.Success;
    }

    private TrainingRun Open(ParseResult parse)
    {
        if (parse.GetValue(resume) is { } folder)
        {
            var stated = new Recipe();
            settings.ApplyTo(stated, parse);
            return TrainingRun.Resume(folder, parse.GetValue(data), settings.States(parse, Device) ? stated.Device : null);
        }

        var resolved = RecipeFile.Load(parse.GetValue(recipe)!);
        settings.ApplyTo(resolved, parse);
        return TrainingRun.Create(resolved, parse.GetValue(data), parse.GetValue(output)!, parse.GetValue(weights));
    }
}
