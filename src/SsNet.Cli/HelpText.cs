using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using SsNet.Cli.Verbs;

namespace SsNet.Cli;

/// <summary>Help as the library writes it, then what the verb adds, then an example that works.</summary>
internal static class HelpText
{
    /// <summary>Replaces the help of a program.</summary>
    /// <param name="root">The program.</param>
    public static void Extend(Command root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new Extended((SynchronousCommandLineAction)option.Action!);
    }

    private sealed class Extended(SynchronousCommandLineAction inner) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            int code = inner.Invoke(parseResult);
            if (parseResult.CommandResult.Command is not Verb verb) return code;

            var output = parseResult.InvocationConfiguration.Output;
            verb.WriteDetails(output);
            output.WriteLine("Example:");
            output.WriteLine($"  ssnet {verb.Example}");
            output.WriteLine();
            return code;
        }
    }
}
