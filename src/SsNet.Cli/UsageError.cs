using System.CommandLine;
using SsNet.Cli.Verbs;
using SsNet.Experiments.Recipes;

namespace SsNet.Cli;

/// <summary>What is wrong with a command line, in one line.</summary>
internal static class UsageError
{
    /// <summary>The first complaint, with the name that was probably meant and where to read on; null when there is none.</summary>
    /// <param name="parse">The command line.</param>
    public static string? In(ParseResult parse)
    {
        if (parse.Errors.Count == 0) return null;
        var command = parse.CommandResult.Command;
        string help = $"See: {string.Join(' ', "ssnet", WordsOf(command)).TrimEnd()} --help";
        if (parse.UnmatchedTokens.Count == 0) return $"{OneLine(parse.Errors[0].Message)}. {help}";

        string unmatched = parse.UnmatchedTokens[0].Split('=')[0];
        bool option = unmatched.StartsWith('-');
        var known = option ? command.Options.Concat(parse.RootCommandResult.Command.Options).Select(o => o.Name) : command.Subcommands.Select(c => c.Name);
        string what = option ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        return $"there is no {what} '{unmatched}'.{NearestName.Hint(unmatched, known)} {help}";
    }

    private static string WordsOf(Command command) => command switch { Verb verb => verb.Words, VerbGroup group => group.Name, _ => "" };

    private static string OneLine(string message) => string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
}
