using Spectre.Console;

namespace SsNet.Cli.Progress;

/// <summary>The terminal behind a writer; tests and pipes have none.</summary>
internal static class Terminal
{
    /// <summary>A console on a writer.</summary>
    /// <param name="output">The writer.</param>
    public static IAnsiConsole On(TextWriter output) => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
}
