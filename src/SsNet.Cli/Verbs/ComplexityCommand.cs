using System.CommandLine;
using SsNet.Experiments.Complexity;
using SsNet.Experiments.Recipes;
using TorchSharp;

namespace SsNet.Cli.Verbs;

/// <summary>Counts the networks of the paper's tables, or of recipes.</summary>
internal sealed class ComplexityCommand : Verb
{
    private readonly Option<string> convention = new("--convention")
    {
        HelpName = "paper|exact",
        Description = "What counts: exact for convolutions alone, in the networks as they learn; paper for what gives the digits of the paper's tables 1 and 2",
        DefaultValueFactory = _ => "exact",
    };

    private readonly Option<string[]> recipes = new("--recipe") { HelpName = "NAME|FILE", Description = "Recipes to count the networks of, instead of those of the tables", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> format = new("--format") { HelpName = "text|markdown|csv", Description = "How the table is written", DefaultValueFactory = _ => "text" };

    public ComplexityCommand()
        : base("complexity", "Count parameters and multiply-accumulate operations (MACs) of networks.")
    {
        convention.AcceptOnlyFromAmong("paper", "exact");
        format.AcceptOnlyFromAmong("text", "markdown", "csv");
        foreach (var option in new Option[] { convention, recipes, format }) Add(option);
    }

    public override string Example => "complexity --convention paper";

    /// <inheritdoc/>
    protected override bool Computes => true;

    protected override int Run(ParseResult parse, TextWriter output, CancellationToken cancellation)
    {
        // The passes are too small to gain from more threads, and suffer where other programs run.
        torch.set_num_threads(1);
        var rows = new List<ComplexityRow>();
        foreach (var row in Rows(parse))
        {
            cancellation.ThrowIfCancellationRequested();
            rows.Add(row);
        }

        ComplexityText.Write(output, rows, parse.GetValue(format)!);
        return ExitCode.Success;
    }

    private IEnumerable<ComplexityRow> Rows(ParseResult parse)
    {
        var chosen = parse.GetValue(convention) == "paper" ? MacConvention.Paper : MacConvention.Exact;
        if (parse.GetValue(recipes) is { Length: > 0 } names) return names.SelectMany(name => RecipeComplexity.Of(name, RecipeFile.Load(name), chosen));
        return chosen == MacConvention.Paper ? PaperComplexity.Rows() : RecipeComplexity.OfShippedRecipes(chosen);
    }
}
