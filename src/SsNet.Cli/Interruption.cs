using System.Runtime.InteropServices;
using SsNet.Experiments.Sweeps;

namespace SsNet.Cli;

/// <summary>
/// Turns the first Ctrl-C or SIGTERM into a cancellation, so that work can be saved; the second ends the program at once. A run of a sweep
/// stops likewise when its standard input ends (<see cref="SweepProgram.StopVariable"/>).
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private int signals;

    public Interruption()
    {
        registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)];
        if (Environment.GetEnvironmentVariable(SweepProgram.StopVariable) is not null) new Thread(StopAtEndOfInput) { IsBackground = true }.Start();
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        // Counted by itself: the end of the input, which comes with a Ctrl-C, does not make that the second signal.
        if (Interlocked.Increment(ref signals) > 1) return;
        // Without this the runtime would end the process when the handler returns.
        context.Cancel = true;
        source.Cancel();
    }

    private void StopAtEndOfInput()
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
            // Nobody has anything to say to a run but the end.
        }

        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work was over before.
        }
    }
}
