using System.CommandLine;

namespace SsNet.Cli.Verbs;

/// <summary>A verb that is a family of verbs, such as <c>figure</c> with <c>figure curves</c>.</summary>
internal abstract class VerbGroup : Command
{
    protected VerbGroup(string name, string description, params ReadOnlySpan<Verb> verbs)
        : base(name, description)
    {
        foreach (var verb in verbs) Add(verb);
    }

    /// <summary>The verbs in the order of the help.</summary>
    public IEnumerable<Verb> Verbs => Subcommands.OfType<Verb>();
}
