using System.CommandLine;
using System.CommandLine.Parsing;
using SsNet.Cli.Progress;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;

namespace SsNet.Cli.Verbs;

/// <summary>Shows on phantoms what unlabelled scans bring.</summary>
internal sealed class DemoCommand : Verb
{
    private readonly Option<string> output = new("--out") { HelpName = "DIR", Description = "New folder for everything; runs/demo, or the next free number after it, if not stated" };
    private readonly Option<long> seed = new("--seed") { HelpName = "N", Description = "Decides phantoms, first weights and the order of samples; the same number gives the same scores", DefaultValueFactory = _ => 1 };
    private readonly Option<int> seeds = new("--seeds") { HelpName = "N", Description = "How many seeds, from the first on", DefaultValueFactory = _ => 1 };

    private readonly Option<bool> twoDimensional = new("--two-dimensional") { Description = "Four classes on the slices of cine phantoms instead of one chamber in volumes" };

    public DemoCommand()
        : base("demo", "Make phantom scans, train with and without unlabelled ones, and compare: a few minutes, no data needed.")
    {
        foreach (var option in new Option[] { twoDimensional, output, seed, seeds }) Add(option);
        seeds.Validators.Add(result => RequireBetween(1, 100, result));
        seed.Validators.Add(result => RequireBetween(0, int.MaxValue - 100, result));
    }

    public override string Example => "demo --out runs/demo";

    /// <inheritdoc/>
    protected override bool Computes => true;

    protected override int Run(ParseResult parse, TextWriter output, CancellationToken cancellation)
    {
        string folder = parse.GetValue(this.output) ?? FreeFolder();
        var (baseline, proposal) = parse.GetValue(twoDimensional) ? ("cine-phantom-supervised-3", "cine-phantom-3") : ("phantom-supervised-4", "phantom-4");
        var demonstration = new Demonstration(RecipeFile.Load(baseline), RecipeFile.Load(proposal), folder);
        var result = TrainingProgress.Show(Terminal.On(output), TimeProvider.System, observe =>
            demonstration.Run(parse.GetValue(seed), parse.GetValue(seeds), (name, run) => observe($"{name}: ", run.FirstIteration), cancellation));
        if (result is null)
        {
            output.WriteLine($"Stopped. What was done so far is in {folder}");
            return ExitCode.Interrupted;
        }

        ComparisonText.Write(output, result, "held-out phantoms");
        output.WriteLine($"pictures: {result.OverlayPath}");
        output.WriteLine($"curves: {result.CurvesPath}");
        output.WriteLine($"runs: {folder}");
        return ExitCode.Success;
    }

    private static void RequireBetween(long minimum, long maximum, OptionResult result)
    {
        if (result.Tokens.Count > 0 && long.TryParse(result.Tokens[^1].Value, out long value) && (value < minimum || value > maximum))
        {
            result.AddError($"{result.Option.Name}: must be a whole number from {minimum} to {maximum}, not {value}");
        }
    }

    private static string FreeFolder()
    {
        const string First = "runs/demo";
        return Enumerable.Range(2, int.MaxValue - 2).Select(number => $"{First}-{number}").Prepend(First).First(path => !Path.Exists(path));
    }
}
