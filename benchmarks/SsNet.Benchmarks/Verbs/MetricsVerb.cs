using System.CommandLine;
using System.Globalization;
using SsNet.Imaging;

namespace SsNet.Benchmarks.Verbs;

/// <summary>How long the comparison of a prediction with the truth takes.</summary>
internal sealed class MetricsVerb : Command
{
    private readonly Argument<string[]> files = new("files") { Description = "Predicted and true label map, in any format; made up without them", Arity = new ArgumentArity(0, 2) };
    private readonly Option<byte> label = new("--class") { Description = "The class", DefaultValueFactory = _ => 1 };
    private readonly Option<int> repeats = new("--repeats") { Description = "Counted repetitions, after three that are not", DefaultValueFactory = _ => 20 };
    private readonly Option<string> implementation = new("--implementation") { Description = "Which to measure", DefaultValueFactory = _ => "both" };
    private readonly Option<string?> child = new("--child") { Hidden = true };

    /// <summary>The verb.</summary>
    public MetricsVerb()
        : base("metrics", "Dice, Jaccard, 95HD and ASD of two label maps, Dice alone, and the largest component of the first")
    {
        implementation.AcceptOnlyFromAmong("ours", "textbook", "both");
        Add(files);
        foreach (var option in new Option[] { label, repeats, implementation, child }) Add(option);
        SetAction(Run);
    }

    private void Run(ParseResult parse)
    {
        string[] paths = parse.GetValue(files)!;
        if (paths.Length == 1) throw new ReportedException("One label map cannot be compared: name the prediction and the truth, or neither.");
        string which = parse.GetValue(implementation)!;
        if (parse.GetValue(child) is { } question)
        {
            ChildProcess.Answer(MetricsRun.Measure(question, which, paths, parse.GetValue(label), parse.GetValue(repeats)));
            return;
        }

        // What is wrong with the files is said once, before anything is measured.
        MetricsRun.Read(paths, parse.GetValue(label));
        Measurement Of(string asked, string name) => ChildProcess.Measure(
            [Name, .. paths, "--class", Text(parse.GetValue(label)), "--repeats", Text(parse.GetValue(repeats)), "--implementation", name, "--child", asked]);
        string[] names = which == "both" ? ["textbook", "ours"] : [which];
        var tables = MetricsRun.Questions.Select(asked => (Title: asked, Rows: names.Select(name => Of(asked, name)).ToArray())).ToArray();
        foreach (var (title, rows) in tables) MillisecondTable.Write(title, rows);
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
