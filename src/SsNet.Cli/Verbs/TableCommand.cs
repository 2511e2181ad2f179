using System.CommandLine;
using System.Text;
using SsNet.Experiments.Tables;
using SsNet.Imaging;

namespace SsNet.Cli.Verbs;

/// <summary>Prints the paper's table of a sweep.</summary>
internal sealed class TableCommand : Verb
{
    private readonly Option<string> sweep = new("--sweep") { HelpName = "DIR", Description = "Folder of the sweep", Required = true };
    private readonly Option<string> against = new("--against") { HelpName = "ROW", Description = "Test the cases of every row against those of this one (Wilcoxon signed-rank test), such as Supervised" };
    private readonly Option<string> format = new("--format") { HelpName = "text|markdown|latex|csv", Description = "How it is written", DefaultValueFactory = _ => "text" };
    private readonly Option<string> split = new("--split") { HelpName = "test|val|train", Description = "Which cases; those that the plan names if not stated" };
    private readonly Option<string> output = new("--out") { HelpName = "FILE", Description = "Write to a file instead" };

    public TableCommand()
        : base("table", "Print the paper's table of a sweep, beside the paper's own numbers.")
    {
        foreach (var option in new Option[] { sweep, against, format, split, output }) Add(option);
        format.AcceptOnlyFromAmong("text", "markdown", "latex", "csv");
        split.AcceptOnlyFromAmong("test", "val", "train");
    }

    public override string Example => "table --sweep runs/cine-sweep --against Supervised";

    protected override int Run(ParseResult parse, TextWriter output, CancellationToken cancellation)
    {
        var tables = ResultTable.Of(parse.GetValue(sweep)!, parse.GetValue(split), parse.GetValue(against));
        string text = TableText.Of(tables, Enum.Parse<TableFormat>(parse.GetValue(format)!, ignoreCase: true));
        if (parse.GetValue(this.output) is { } file)
        {
            AtomicFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
            output.WriteLine($"table: {file}");
        }
        else
        {
            output.Write(text);
        }

        return ExitCode.Success;
    }
}
