using System.CommandLine;
using SsNet.Experiments.Runs;

namespace SsNet.Cli.Verbs;

/// <summary>Draws the course of training.</summary>
internal sealed class FigureCurvesCommand : Verb
{
    private readonly Option<string[]> runs = FigureOptions.Runs("Folders of runs, finished or not, or of sweeps");
    private readonly Option<string> output = FigureOptions.Output();

    public FigureCurvesCommand()
        : base("curves", "Draw loss terms, their weights, learning rate and validation over the iterations.")
    {
        foreach (var option in new Option[] { runs, output }) Add(option);
    }

    public override string Example => "figure curves --runs runs/supervised-1 runs/ss-net-1 --out curves.png";

    protected override int Run(ParseResult parse, TextWriter output, CancellationToken cancellation)
    {
        FigureOptions.Tell(output, RunFigures.Curves(parse.GetValue(runs)!, parse.GetValue(this.output)!));
        return ExitCode.Success;
    }
}
