using System.CommandLine;
using SsNet.Experiments.Runs;

namespace SsNet.Cli.Verbs;

/// <summary>Draws the scores of the cases as box plots.</summary>
internal sealed class FigureBoxesCommand : Verb
{
    private readonly Option<string[]> runs = FigureOptions.Runs("Folders of evaluated runs, or of sweeps; those whose recipes differ only in the seed are one method");
    private readonly Option<string> split = FigureOptions.Split();
    private readonly Option<bool> perClass = new("--per-class") { Description = "Plots for every class instead of the mean of the classes" };
    private readonly Option<string> output = FigureOptions.Output();

    public FigureBoxesCommand()
        : base("boxes", "Draw the scores of the cases as box plots, per method and metric.")
    {
        foreach (var option in new Option[] { runs, split, perClass, output }) Add(option);
    }

    public override string Example => "figure boxes --runs runs/supervised-1 runs/ss-net-1 --out boxes.png";

    protected override int Run(ParseResult parse, TextWriter output, CancellationToken cancellation)
    {
        FigureOptions.Tell(output, RunFigures.Boxes(parse.GetValue(runs)!, parse.GetValue(split)!, parse.GetValue(perClass), parse.GetValue(this.output)!));
        return ExitCode.Success;
    }
}
