using System.Globalization;
using Spectre.Console;

namespace SsNet.Cli.Progress;

/// <summary>Shows how many cases of a phase of the work are done: a line that renews itself on a terminal, a line per case in a file or pipe.</summary>
internal static class PhaseProgress
{
    /// <summary>Shows work while it is under way.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="work">The work, which tells phase, cases done, count and the last case's name to the action it is given.</param>
    public static T Show<T>(TextWriter output, Func<Action<string, int, int, string>, T> work)
    {
        var console = Terminal.On(output);
        return console.Profile.Out.IsTerminal
            ? console.Live(new Text("")).AutoClear(true).Start(live => work((phase, done, count, name) => live.UpdateTarget(new Text(Line(phase, done, count, name)))))
            : work((phase, done, count, name) => output.WriteLine(Line(phase, done, count, name)));
    }

    private static string Line(string phase, int done, int count, string name) => string.Create(CultureInfo.InvariantCulture, $"{phase} {done}/{count}: {name}");
}
