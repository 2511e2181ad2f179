using System.CommandLine;
using SsNet.Cli.Progress;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Imaging.Formats;

namespace SsNet.Cli.Verbs;

/// <summary>Segments image files.</summary>
internal sealed class PredictCommand : Verb
{
    private readonly Option<string> run = new("--run") { HelpName = "DIR", Description = "Folder of the run whose weights segment" };
    private readonly Option<string> weights = new("--weights") { HelpName = "FILE", Description = "Instead of a run: weights in safetensors, or a PyTorch state dict; with --recipe" };
    private readonly Option<string> recipe = new("--recipe") { HelpName = "NAME|FILE", Description = "The recipe that describes the network of --weights; not needed where the file holds it, as weights.safetensors of a run does" };
    private readonly Option<string[]> input = new("--input")
    {
        HelpName = "FILE|DIR",
        Description = "Images to segment: files of any format, folders of a DICOM series, or folders with all images in them",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> output = new("--output") { HelpName = "DIR", Description = "Folder for the label maps", Required = true };
    private readonly Option<string> format = new("--format")
    {
        HelpName = string.Join('|', ImageFile.Extensions.Select(extension => extension[1..])),
        Description = "Format of what is written; the image's own if not stated, or nii.gz where that is not written",
    };

    private readonly Option<bool> probabilities = new("--probabilities") { Description = "Write the probability of every foreground class too" };
    private readonly Option<bool> uncertainty = new("--uncertainty") { Description = "Write the uncertainty too: the entropy of the probabilities, from 0 to 1" };
    private readonly Option<string> series = new("--series") { HelpName = "UID", Description = "The DICOM series to segment where a folder holds several" };
    private readonly RecipeOptions settings;

    public PredictCommand()
        : base("predict", "Segment images with a trained network.")
    {
        foreach (var option in new Option[] { run, weights, recipe, input, output, format, probabilities, uncertainty, series }) Add(option);
        format.AcceptOnlyFromAmong([.. ImageFile.Extensions.Select(extension => extension[1..])]);
        settings = new RecipeOptions(this, RecipeOptions.OfPrediction);
        Validators.Add(result =>
        {
            bool ofRun = result.GetResult(run) is not null, ofWeights = result.GetResult(weights) is not null;
            if (ofRun == ofWeights || (ofRun && result.GetResult(recipe) is not null)) result.AddError("State either --run DIR, or --weights FILE and, unless the file holds it, --recipe NAME|FILE");
        });
    }

    public override string Example => "predict --run runs/la-4 --input scan.nii.gz --output segmented";

    /// <inheritdoc/>
    protected override bool Computes => true;

    public override void WriteDetails(TextWriter output) => settings.WriteHelp(output);

    protected override int Run(ParseResult parse, TextWriter output, CancellationToken cancellation)
    {
        using var model = Open(parse);
        if (parse.GetValue(run) is { } runFolder && !File.Exists(RunFolder.Open(runFolder).Weights)) output.WriteLine($"note: {runFolder} is not finished; these are its weights so far");
        string folder = parse.GetValue(this.output)!;
        var options = new PredictionFileOptions
        {
            Extension = parse.GetValue(format) is { } name ? $".{name}" : null,
            Probabilities = parse.GetValue(probabilities),
            Entropy = parse.GetValue(uncertainty),
            Series = parse.GetValue(series),
        };
        var predicted = CaseProgress.Show(output, progress => FilePrediction.Run(model, parse.GetValue(input)!, folder, options, progress, cancellation));
        foreach (var file in predicted) output.WriteLine($"{file.Input} → {file.Output}  {VolumeText.Of(file, model.ClassNames)}");
        foreach (var file in predicted.GroupBy(file => file.Input).Where(frames => frames.Count() > 1))
        {
            output.WriteLine($"note: {file.Key} holds {file.Count()} frames, which were segmented one by one as time points; if they are channels, this network takes only one of them");
        }

        output.WriteLine($"volumes: {Path.Combine(folder, "volumes.csv")}");
        return ExitCode.Success;
    }

    private RunModel Open(ParseResult parse)
    {
        void Adjust(Recipe resolved) => settings.ApplyTo(resolved, parse);
        return parse.GetValue(run) is { } folder
            ? RunModel.OfRun(folder, Adjust)
            : RunModel.OfWeights(parse.GetValue(recipe) is { } described ? RecipeFile.Load(described) : null, parse.GetValue(weights)!, Adjust);
    }
}
