using System.CommandLine;
using SsNet.Experiments.Runs;

namespace SsNet.Cli.Verbs;

/// <summary>Puts evaluated runs side by side.</summary>
internal sealed class CompareCommand : Verb
{
    private readonly Option<string[]> runs = new("--runs") { HelpName = "DIR", Description = "Folders of evaluated runs; those whose recipes differ only in the seed are summed up together", Required = true, AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> data = new("--data") { HelpName = "DIR", Description = "Folder of the data; where they lay in training if not stated" };
    private readonly Option<string> split = new("--split") { HelpName = "test|val|train", Description = "Which cases", DefaultValueFactory = _ => "test" };
    private readonly Option<string> output = new("--out") { HelpName = "DIR", Description = "Folder for the pictures", Required = true };

    public CompareCommand()
        : base("compare", "Compare evaluated runs: scores per method over all seeds, curves and contours.")
    {
        split.AcceptOnlyFromAmong("test", "val", "train");
        foreach (var option in new Option[] { runs, data, split, output }) Add(option);
    }

    public override string Example => "compare --runs runs/supervised-1 runs/ss-net-1 --out runs/comparison";

    protected override int Run(ParseResult parse, TextWriter output, CancellationToken cancellation)
    {
        string cases = parse.GetValue(split)!;
        var result = RunComparison.Of(parse.GetValue(runs)!, cases, parse.GetValue(data), parse.GetValue(this.output)!);
        ComparisonText.Write(output, result, $"{cases} cases");
        output.WriteLine($"pictures: {result.OverlayPath}");
        output.WriteLine($"curves: {result.CurvesPath}");
        return ExitCode.Success;
    }
}
