using System.CommandLine;
using SsNet.Experiments.Runs;

namespace SsNet.Cli.Verbs;

/// <summary>Draws Dice against the number of labelled cases.</summary>
internal sealed class FigureLabelsCommand : Verb
{
    private readonly Option<string[]> runs = FigureOptions.Runs("Folders of evaluated runs with different numbers of labels, or of sweeps");
    private readonly Option<string> split = FigureOptions.Split();
    private readonly Option<string> output = FigureOptions.Output();

    public FigureLabelsCommand()
        : base("labels", "Draw the Dice of every method against the number of labelled cases.")
    {
        foreach (var option in new Option[] { runs, split, output }) Add(option);
    }

    public override string Example => "figure labels --runs runs/table-1 --out labels.png";

    protected override int Run(ParseResult parse, TextWriter output, CancellationToken cancellation)
    {
        FigureOptions.Tell(output, RunFigures.Labels(parse.GetValue(runs)!, parse.GetValue(split)!, parse.GetValue(this.output)!));
        return ExitCode.Success;
    }
}
