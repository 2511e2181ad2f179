using System.CommandLine;

namespace SsNet.Cli.Verbs;

/// <summary>What several verbs of figures have.</summary>
internal static class FigureOptions
{
    /// <summary>The runs.</summary>
    /// <param name="description">Which ones.</param>
    public static Option<string[]> Runs(string description) => new("--runs") { HelpName = "DIR", Description = description, Required = true, AllowMultipleArgumentsPerToken = true };

    /// <summary>The evaluated cases.</summary>
    public static Option<string> Split()
    {
        var option = new Option<string>("--split") { HelpName = "test|val|train", Description = "Which cases", DefaultValueFactory = _ => "test" };
        option.AcceptOnlyFromAmong("test", "val", "train");
        return option;
    }

    /// <summary>The figure's file.</summary>
    public static Option<string> Output() => new("--out") { HelpName = "FILE", Description = "The figure: .png for a picture, .svg for a drawing; without an extension both are written", Required = true };

    /// <summary>Says what was written.</summary>
    /// <param name="output">Where results go.</param>
    /// <param name="files">The files.</param>
    public static void Tell(TextWriter output, IReadOnlyList<string> files)
    {
        foreach (string file in files) output.WriteLine($"figure: {file}");
    }
}
