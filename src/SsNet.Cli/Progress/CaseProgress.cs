using System.Globalization;
using Spectre.Console;

namespace SsNet.Cli.Progress;

/// <summary>Shows which case of how many is being segmented: a line that renews itself on a terminal, a line per case in a file or pipe.</summary>
internal static class CaseProgress
{
    /// <summary>Shows work while it is under way.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="work">The work, which tells index, count, name and share done to the action it is given.</param>
    public static T Show<T>(TextWriter output, Func<Action<int, int, string, double>, T> work)
    {
        var console = Terminal.On(output);
        if (console.Profile.Out.IsTerminal)
        {
            return console.Live(new Text("")).AutoClear(true).Start(
                live => work((index, count, name, share) => live.UpdateTarget(new Text(Line(index, count, name) + Percent(share)))));
        }

        int shown = -1;
        return work((index, count, name, _) =>
        {
            if (index == shown) return;
            shown = index;
            output.WriteLine(Line(index, count, name));
        });
    }

    private static string Line(int index, int count, string name) => string.Create(CultureInfo.InvariantCulture, $"case {index + 1}/{count}: {name}");

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"  {100 * share:0} %");
}
