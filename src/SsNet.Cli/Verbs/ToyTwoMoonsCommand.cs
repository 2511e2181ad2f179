using System.CommandLine;
using SsNet.Cli.Progress;
using SsNet.Experiments.Toys;

namespace SsNet.Cli.Verbs;

/// <summary>Draws figure 1 of the paper anew.</summary>
internal sealed class ToyTwoMoonsCommand : Verb
{
    private static readonly TwoMoonsOptions Defaults = new();

    private readonly Option<string> output = new("--out") { HelpName = "DIR", Description = "Folder for the figure (two-moons.png, two-moons.svg) and the accuracies (accuracy.csv)", Required = true };
    private readonly Option<long> seed = new("--seed") { HelpName = "N", Description = "The first seed, which the figure shows: decides points, first weights and perturbations", DefaultValueFactory = _ => 1 };
    private readonly Option<int> seeds = new("--seeds") { HelpName = "N", Description = "How many seeds, from the first on", DefaultValueFactory = _ => 5 };
    private readonly Option<int> iterations = new("--iterations") { HelpName = "N", Description = "Steps of each training", DefaultValueFactory = _ => Defaults.Iterations };

    public ToyTwoMoonsCommand()
        : base("two-moons", "Learn two blurred half moons with all labels and with few, without and with SS-Net's losses, and draw them: figure 1 of the paper, in less than a minute.")
    {
        foreach (var option in new Option[] { output, seed, seeds, iterations }) Add(option);
        NumberCheck.AddCount(seed, 0, int.MaxValue - 100);
        NumberCheck.AddCount(seeds, 1, 100);
        NumberCheck.AddCount(iterations, 1);
    }

    public override string Example => "toy two-moons --out toy";

    /// <inheritdoc/>
    protected override bool Computes => true;

    protected override int Run(ParseResult parse, TextWriter output, CancellationToken cancellation)
    {
        var experiment = new TwoMoonsExperiment(Defaults with { Iterations = parse.GetValue(iterations) });
        var result = PhaseProgress.Show(output, report => experiment.Run(
            parse.GetValue(seed), parse.GetValue(seeds), parse.GetValue(this.output)!, (done, count, name) => report("training", done, count, name), cancellation));
        TwoMoonsText.Write(output, result);
        foreach (string file in result.Files) output.WriteLine($"wrote: {file}");
        return ExitCode.Success;
    }
}
