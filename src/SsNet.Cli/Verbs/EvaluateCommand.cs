using System.CommandLine;
using SsNet.Cli.Progress;
using SsNet.Experiments.Runs;

namespace SsNet.Cli.Verbs;

/// <summary>Scores a trained network on labelled cases.</summary>
internal sealed class EvaluateCommand : Verb
{
    private readonly Option<string> run = new("--run") { HelpName = "DIR", Description = "Folder of the run", Required = true };
    private readonly Option<string> data = new("--data") { HelpName = "DIR", Description = "Folder of the data; where they lay in training if not stated" };
    private readonly Option<string> split = new("--split") { HelpName = "test|val|train", Description = "Which cases", DefaultValueFactory = _ => "test" };
    private readonly Option<bool> millimetres = new("--spacing-mm") { Description = "Distances in mm by the images' spacing instead of voxels" };
    private readonly Option<bool> emptyIsZero = new("--empty-is-zero") { Description = "Score an empty prediction 0 in every metric, as the paper's code does" };
    private readonly RecipeOptions settings;

    public EvaluateCommand()
        : base("evaluate", "Segment labelled cases with a trained network and score the result.")
    {
        split.AcceptOnlyFromAmong("test", "val", "train");
        foreach (var option in new Option[] { run, data, split, millimetres, emptyIsZero }) Add(option);
        settings = new RecipeOptions(this, RecipeOptions.OfPrediction);
    }

    public override string Example => "evaluate --run runs/la-4 --data ~/ssnet-data/LA --split test";

    public override void WriteDetails(TextWriter output) => settings.WriteHelp(output);

    protected override int Run(ParseResult parse, TextWriter output, CancellationToken cancellation)
    {
        string folder = parse.GetValue(run)!, cases = parse.GetValue(split)!;
        var table = CaseProgress.Show(output, progress => RunEvaluation.Run(
            folder, parse.GetValue(data), cases, parse.GetValue(millimetres), parse.GetValue(emptyIsZero), recipe => settings.ApplyTo(recipe, parse), progress, cancellation));
        ScoreText.Write(output, table);

        var files = RunFolder.Open(folder);
        output.WriteLine($"scores: {files.Scores(cases)}");
        output.WriteLine($"label maps: {files.Predictions(cases)}");
        output.WriteLine($"picture: {files.Figure($"{cases}.png")}");
        return ExitCode.Success;
    }
}
