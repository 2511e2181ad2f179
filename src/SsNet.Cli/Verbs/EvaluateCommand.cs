using System.CommandLine;
using System.CommandLine.Parsing;
using SsNet.Cli.Progress;
using SsNet.Experiments.Runs;
using SsNet.Experiments.Scans;
using SsNet.Imaging;

namespace SsNet.Cli.Verbs;

/// <summary>Scores a trained network on labelled cases, or label maps that are there already.</summary>
internal sealed class EvaluateCommand : Verb
{
    private readonly Option<string> run = new("--run") { HelpName = "DIR", Description = "Folder of the run whose network segments" };
    private readonly Option<string> data = new("--data") { HelpName = "DIR", Description = "Folder of the data; where they lay in training if not stated" };
    private readonly Option<string> split = new("--split") { HelpName = "test|val|train", Description = "Which cases", DefaultValueFactory = _ => "test" };
    private readonly Option<bool> millimetres = new("--spacing-mm") { Description = "Distances in mm by the images' spacing instead of voxels" };
    private readonly Option<bool> emptyIsZero = new("--empty-is-zero") { Description = "Score an empty prediction 0 in every metric, as the paper's code does" };
    private readonly Option<string> predictions = new("--predictions") { HelpName = "DIR|FILE", Description = "Instead of a run: label maps that are there already, of any format and whoever made them" };
    private readonly Option<string> labels = new("--labels") { HelpName = "DIR|FILE", Description = "The true label maps of --predictions, called alike; or with _gt, _seg, _label, _labels, _mask or -label after the name" };
    private readonly Option<string> scheme = new("--scheme") { HelpName = "FILE", Description = "What the values of the label maps stand for (written by 'ssnet init'); they are the classes themselves if not stated" };
    private readonly Option<string> classNames = new("--class-names") { HelpName = "A,B,…", Description = "What the classes 1, 2, … of the label maps are; all values that occur are scored if not stated" };
    private readonly Option<int?> ignore = new("--ignore") { HelpName = "VALUE", Description = "Leave out voxels that have this value in the true label map, such as 255" };
    private readonly Option<bool> allowMissing = new("--allow-missing") { Description = "Leave out cases without a prediction instead of stopping" };
    private readonly Option<string> output = new("--out") { HelpName = "FILE", Description = "Write the scores of --predictions to a CSV file too" };
    private readonly RecipeOptions settings;

    public EvaluateCommand()
        : base("evaluate", "Segment labelled cases with a trained network and score the result, or score label maps.")
    {
        split.AcceptOnlyFromAmong("test", "val", "train");
        Option[] ofRuns = [run, data, split, millimetres, emptyIsZero];
        Option[] ofLabelMaps = [predictions, labels, scheme, classNames, ignore, allowMissing, output];
        foreach (var option in ofRuns.Concat(ofLabelMaps)) Add(option);
        settings = new RecipeOptions(this, RecipeOptions.OfPrediction);
        Validators.Add(result => RequireOneForm(result, [.. ofRuns.Select(option => option.Name), .. RecipeOptions.OfPrediction.Select(key => $"--{key.Name}")], [.. ofLabelMaps.Select(option => option.Name)]));
        ignore.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[^1].Value, out int value) && value is < 1 or > byte.MaxValue) result.AddError($"--ignore: must be a whole number from 1 to 255, not {value}");
        });
        classNames.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && NamesIn(result.Tokens[^1].Value) is var names && (names.Length > byte.MaxValue || names.Contains("")))
            {
                result.AddError("--class-names: must be 1 to 255 names with commas between them");
            }
        });
    }

    public override string Example => "evaluate --run runs/la-4 --data ~/ssnet-data/LA --split test";

    /// <inheritdoc/>
    protected override bool Computes => true;

    public override void WriteDetails(TextWriter output) => settings.WriteHelp(output);

    protected override int Run(ParseResult parse, TextWriter output, CancellationToken cancellation) =>
        parse.GetValue(run) is { } folder ? ScoreRun(parse, folder, output, cancellation) : ScoreLabelMaps(parse, output, cancellation);

    private int ScoreRun(ParseResult parse, string folder, TextWriter output, CancellationToken cancellation)
    {
        string cases = parse.GetValue(split)!;
        var table = CaseProgress.Show(output, progress => RunEvaluation.Run(
            folder, parse.GetValue(data), cases, parse.GetValue(millimetres), parse.GetValue(emptyIsZero), recipe => settings.ApplyTo(recipe, parse), progress, cancellation));
        ScoreText.Write(output, table);

        var files = RunFolder.Open(folder);
        output.WriteLine($"scores: {files.Scores(cases)}");
        output.WriteLine($"label maps: {files.Predictions(cases)}");
        output.WriteLine($"picture: {files.Figure($"{cases}.png")}");
        return ExitCode.Success;
    }

    private int ScoreLabelMaps(ParseResult parse, TextWriter output, CancellationToken cancellation)
    {
        string? file = parse.GetValue(this.output);
        if (file is not null && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
        {
            throw new ReportedException($"{file}: there is no folder {folder}; make it first, or choose another --out.");
        }

        var (scores, notes) = CaseProgress.Show(output, progress => LabelMapEvaluation.Run(
            parse.GetValue(predictions)!,
            parse.GetValue(labels)!,
            parse.GetValue(scheme) is { } schemeFile ? LabelScheme.Load(schemeFile) : null,
            parse.GetValue(classNames) is { } names ? NamesIn(names) : null,
            (byte?)parse.GetValue(ignore),
            parse.GetValue(allowMissing),
            progress,
            cancellation));
        ScoreText.Write(output, scores);
        foreach (string note in notes) output.WriteLine($"note: {note}");
        if (file is null) return ExitCode.Success;
        scores.Save(file);
        output.WriteLine($"scores: {file}");
        return ExitCode.Success;
    }

    private void RequireOneForm(CommandResult result, string[] ofRuns, string[] ofLabelMaps)
    {
        // Options with a default have a result even where nobody states them.
        bool IsStated(string name) => result.GetResult(name) is OptionResult { Implicit: false };
        bool hasRun = IsStated(run.Name), hasPredictions = IsStated(predictions.Name);
        if (hasRun && ofLabelMaps.FirstOrDefault(IsStated) is { } ofOther) result.AddError($"{ofOther} is for label maps and cannot be stated with --run");
        else if (hasPredictions && ofRuns.FirstOrDefault(IsStated) is { } ofRun) result.AddError($"{ofRun} is for runs and cannot be stated with --predictions");
        else if (IsStated(scheme.Name) && new[] { classNames.Name, ignore.Name }.FirstOrDefault(IsStated) is { } inScheme) result.AddError($"{inScheme} cannot be stated with --scheme, which says it");
        else if (!hasRun && !(hasPredictions && IsStated(labels.Name))) result.AddError("State either --run DIR, or --predictions DIR|FILE and --labels DIR|FILE");
    }

    private static string[] NamesIn(string text) => text.Split(',', StringSplitOptions.TrimEntries);
}
