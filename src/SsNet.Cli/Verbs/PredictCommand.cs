using System.CommandLine;
using SsNet.Cli.Progress;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;

namespace SsNet.Cli.Verbs;

/// <summary>Segments image files.</summary>
internal sealed class PredictCommand : Verb
{
    private readonly Option<string> run = new("--run") { HelpName = "DIR", Description = "Folder of the run whose weights segment" };
    private readonly Option<string> weights = new("--weights") { HelpName = "FILE", Description = "Instead of a run: weights in safetensors, or a PyTorch state dict; with --recipe" };
    private readonly Option<string> recipe = new("--recipe") { HelpName = "NAME|FILE", Description = "The recipe that describes the network of --weights" };
    private readonly Option<string[]> input = new("--input")
    {
        HelpName = "FILE|DIR",
        Description = "Images to segment: files, or folders with all that is in them",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> output = new("--output") { HelpName = "DIR", Description = "Folder for the label maps", Required = true };
    private readonly Option<bool> probabilities = new("--probabilities") { Description = "Write the probability of every foreground class too" };
    private readonly RecipeOptions settings;

    public PredictCommand()
        : base("predict", "Segment images with a trained network.")
    {
        foreach (var option in new Option[] { run, weights, recipe, input, output, probabilities }) Add(option);
        settings = new RecipeOptions(this, RecipeOptions.OfPrediction);
        Validators.Add(result =>
        {
            bool ofRun = result.GetResult(run) is not null;
            bool ofWeights = result.GetResult(weights) is not null, described = result.GetResult(recipe) is not null;
            if (ofRun == ofWeights || ofWeights != described) result.AddError("State either --run DIR, or --weights FILE and --recipe NAME|FILE");
        });
    }

    public override string Example => "predict --run runs/la-4 --input case.h5 --output segmented";

    public override void WriteDetails(TextWriter output) => settings.WriteHelp(output);

    protected override int Run(ParseResult parse, TextWriter output, CancellationToken cancellation)
    {
        using var model = Open(parse);
        string folder = parse.GetValue(this.output)!;
        var predicted = CaseProgress.Show(output, progress =>
            FilePrediction.Run(model, parse.GetValue(input)!, folder, parse.GetValue(probabilities), progress, cancellation));
        foreach (var file in predicted) output.WriteLine($"{file.Input} → {file.Output}");
        return ExitCode.Success;
    }

    private RunModel Open(ParseResult parse)
    {
        void Adjust(Recipe resolved) => settings.ApplyTo(resolved, parse);
        return parse.GetValue(run) is { } folder
            ? RunModel.OfRun(folder, Adjust)
            : RunModel.OfWeights(RecipeFile.Load(parse.GetValue(recipe)!), parse.GetValue(weights)!, Adjust);
    }
}
