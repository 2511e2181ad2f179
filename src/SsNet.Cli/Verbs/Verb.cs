using System.CommandLine;
using SsNet.Devices;
using SsNet.Memory;

namespace SsNet.Cli.Verbs;

/// <summary>A verb of the program.</summary>
internal abstract class Verb : Command
{
    protected Verb(string name, string description)
        : base(name, description)
    {
        SetAction((parse, cancellation) =>
        {
            if (Computes)
            {
                // Before anything uses libtorch: the user may have chosen another.
                if (LibTorch.Warning is { } warning) parse.InvocationConfiguration.Error.WriteLine($"warning: {warning}");
                TensorMemory.Keep();
            }

            return Task.FromResult(Run(parse, parse.InvocationConfiguration.Output, cancellation));
        });
    }

    /// <summary>What is typed after the program's name: the verb, after the group that it is in.</summary>
    public string Words => string.Join(' ', Parents.OfType<VerbGroup>().Select(group => group.Name).Append(Name));

    /// <summary>Arguments that work, starting with the verb.</summary>
    public abstract string Example { get; }

    /// <summary>Whether libtorch is used.</summary>
    protected virtual bool Computes => false;

    /// <summary>Writes help that the list of options does not give.</summary>
    /// <param name="output">Where it goes.</param>
    public virtual void WriteDetails(TextWriter output)
    {
    }

    /// <summary>Does the work.</summary>
    /// <param name="parse">The arguments.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="cancellation">The wish to stop.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    protected abstract int Run(ParseResult parse, TextWriter output, CancellationToken cancellation);
}
