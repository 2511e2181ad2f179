using System.CommandLine;
using System.Text;
using SsNet.Cli.Progress;
using SsNet.Devices;
using SsNet.Experiments.Preparing;
using SsNet.Experiments.Proposing;
using SsNet.Imaging;

namespace SsNet.Cli.Verbs;

/// <summary>Looks at a data set and writes a recipe for it.</summary>
internal sealed class InitCommand : Verb
{
    private readonly ScanOptionSet scans;
    private readonly Option<string> output = new("--out") { HelpName = "FILE", Description = "The recipe to write, such as mine.toml; classes go into mine.labels.toml beside it", Required = true };
    private readonly Option<int?> dimension = new("--dimension") { HelpName = "2|3", Description = "Train on slices or on volumes; what suits the spacing if not stated" };
    private readonly Option<string> budget = new("--budget") { HelpName = "small|full", Description = "Sizes for a few cores, or for a graphics card as in the paper; what this machine has if not stated" };
    private readonly Option<int> workers = new("--workers") { HelpName = "N", Description = "Scans that are read at a time", DefaultValueFactory = _ => PrepareOptions.DefaultWorkers };

    public InitCommand()
        : base("init", "Look at your own scans, and write a recipe to train on them.")
    {
        scans = new ScanOptionSet(this);
        budget.AcceptOnlyFromAmong("small", "full");
        foreach (var option in new Option[] { output, dimension, budget, workers }) Add(option);
        NumberCheck.AddCount(dimension, 2, 3);
        NumberCheck.AddCount(workers, 1);
    }

    public override string Example => "init my-scans --out mine.toml";

    protected override int Run(ParseResult parse, TextWriter output, CancellationToken cancellation)
    {
        string file = parse.GetValue(this.output)!, data = scans.Folder(parse);
        string labelFile = $"{Path.Combine(Path.GetDirectoryName(file) ?? "", Path.GetFileNameWithoutExtension(file))}.labels.toml";
        if (PublishedLayouts.RecipesFor(data) is { } recipes)
        {
            throw new ReportedException($"{data}: holds data as they are published, for which there are recipes: train with --recipe {string.Join(" or ", recipes)} and --data {ShellText.Quote(data)}.");
        }

        // A look at all scans may take long; what stands in the way of its result is told before.
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } place && !Directory.Exists(place)) throw new ReportedException($"--out: there is no folder {place}; make it first.");
        if (Directory.Exists(file)) throw new ReportedException($"--out: {file} is a folder; name a file, such as mine.toml.");
        bool prepared = PreparedFolder.Is(data);
        foreach (string path in prepared ? [file] : (string[])[file, labelFile])
        {
            if (File.Exists(path)) throw new ReportedException($"{path}: exists already and is not replaced; choose another --out, or remove it.");
        }

        bool hasCard = CudaDevice.IsAvailable;
        var size = parse.GetValue(budget) is { } stated ? Enum.Parse<Budget>(stated, ignoreCase: true) : hasCard ? Budget.Full : Budget.Small;
        var proposal = prepared ? DataProposal.OfPrepared(data, size, parse.GetValue(dimension)) : Look(parse, output, size, cancellation);

        string[] commands = ProposalCommands.Of(proposal, data, file, labelFile, scans.ArgumentsOf(parse), hasCard);
        if (proposal.Preparation is { } preparation) Write(labelFile, preparation.Labels.ToToml());
        Write(file, ProposalText.Of(proposal.Recipe, [$"Written by ssnet init for {data}. To use it:", .. commands.Select(command => $"  {command}")]));
        output.WriteLine($"recipe: {file}");
        if (!prepared) output.WriteLine($"classes: {labelFile} (give them names and colours, put values together, drop or ignore some)");
        output.WriteLine("next:");
        foreach (string command in commands) output.WriteLine($"  {command}");
        return ExitCode.Success;
    }

    private DataProposal Look(ParseResult parse, TextWriter output, Budget size, CancellationToken cancellation)
    {
        var collection = scans.Open(parse);
        var options = new PrepareOptions { Scans = scans.Of(parse), Workers = parse.GetValue(workers) };
        var survey = PhaseProgress.Show(output, progress => ScanSurvey.Of(collection, options, (done, count, id) => progress("looking", done, count, id), cancellation));
        // What is wrong with which scans is told even where nothing can be proposed for the others.
        SurveyText.WriteFound(output, survey);
        int? stated = parse.GetValue(dimension);
        var proposal = DataProposal.OfSurvey(survey, options, size, stated);
        SurveyText.WriteProposed(output, survey, proposal, isStated: stated is not null);
        return proposal;
    }

    private static void Write(string path, string text) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
