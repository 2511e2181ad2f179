using Spectre.Console;

namespace SsNet.Cli.Progress;

/// <summary>The terminal behind a writer; tests and pipes have none.</summary>
internal static class Terminal
{
    // Wide enough for a table of scores; Spectre takes a file to have 80 columns.
    private const int WidthOfFiles = 160;

    /// <summary>A console on a writer.</summary>
    /// <param name="output">The writer.</param>
    public static IAnsiConsole On(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = WidthOfFiles;
        return console;
    }
}
