using System.Diagnostics;

namespace SsNet.Experiments.Sweeps;

/// <summary>How the program starts itself for a run.</summary>
/// <param name="FileName">The file that is executed.</param>
/// <param name="FirstArguments">What comes before the verb: nothing, or the assembly that a host is to run.</param>
public sealed record SweepProgram(string FileName, IReadOnlyList<string> FirstArguments)
{
    /// <summary>
    /// The environment variable that tells a run to stop, with a checkpoint, as soon as its standard input ends: when the sweep closes it,
    /// or when the sweep itself is gone. A signal would not do: Ctrl-C reaches all processes of a terminal, and the second one ends a run at once.
    /// </summary>
    public const string StopVariable = "SSNET_STOP_AT_END_OF_INPUT";

    /// <summary>A process that is not started yet, with its standard streams redirected.</summary>
    /// <param name="arguments">The verb and its options.</param>
    /// <param name="shared">Whether other runs compute at the same time.</param>
    internal ProcessStartInfo For(IEnumerable<string> arguments, bool shared)
    {
        var start = new ProcessStartInfo(FileName, [.. FirstArguments, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[StopVariable] = "1";
        // Threads that wait busily for work would take the cores from the other runs.
        if (shared) start.Environment["OMP_WAIT_POLICY"] = "PASSIVE";
        return start;
    }
}
