using System.CommandLine;
using SsNet.Experiments.Figures;
using SsNet.Experiments.Runs;

namespace SsNet.Cli.Verbs;

/// <summary>Draws truth and predictions over the images.</summary>
internal sealed class FigureOverlayCommand : Verb
{
    private readonly Option<string[]> runs = FigureOptions.Runs("Folders of evaluated runs, or of sweeps, on the same data: one column each");
    private readonly Option<string[]> cases = new("--cases") { HelpName = "ID", Description = "Which cases; if not stated the best, the median and the worst by the mean Dice of all runs", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> split = FigureOptions.Split();
    private readonly Option<string> data = new("--data") { HelpName = "DIR", Description = "Folder of the data; where they lay in training if not stated" };
    private readonly Option<string> slice = new("--slice") { HelpName = "truth|disagreement", Description = "Which slice: the one with most of the truth, or the one where the runs err and differ most", DefaultValueFactory = _ => "truth" };
    private readonly Option<bool> surface = new("--surface") { Description = "Show surfaces too, coloured by their distance to the truth; usual where the networks see volumes" };
    private readonly Option<bool> noSurface = new("--no-surface") { Description = "Show slices alone; usual where the networks see slices" };
    private readonly Option<string> output = FigureOptions.Output();

    public FigureOverlayCommand()
        : base("overlay", "Draw truth and predictions over the images, and the surfaces of organs in volumes.")
    {
        slice.AcceptOnlyFromAmong("truth", "disagreement");
        foreach (var option in new Option[] { runs, cases, split, data, slice, surface, noSurface, output }) Add(option);
        Validators.Add(result =>
        {
            if (result.GetValue(surface) && result.GetValue(noSurface)) result.AddError("--surface and --no-surface exclude each other.");
        });
    }

    public override string Example => "figure overlay --runs runs/supervised-1 runs/ss-net-1 --out overlay.png";

    protected override int Run(ParseResult parse, TextWriter output, CancellationToken cancellation)
    {
        var choice = new OverlayChoice
        {
            Split = parse.GetValue(split)!,
            DataFolder = parse.GetValue(data),
            Cases = parse.GetValue(cases) ?? [],
            Slice = Enum.Parse<OverlaySlice>(parse.GetValue(slice)!, ignoreCase: true),
            Surfaces = parse.GetValue(surface) ? true : parse.GetValue(noSurface) ? false : null,
        };
        FigureOptions.Tell(output, RunOverlay.Draw(parse.GetValue(runs)!, parse.GetValue(this.output)!, choice));
        return ExitCode.Success;
    }
}
