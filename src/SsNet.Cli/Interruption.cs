using System.Runtime.InteropServices;

namespace SsNet.Cli;

/// <summary>Turns the first Ctrl-C or SIGTERM into a cancellation, so that work can be saved; the second ends the program at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    public Interruption()
    {
        registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)];
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        if (source.IsCancellationRequested) return;
        // Without this the runtime would end the process when the handler returns.
        context.Cancel = true;
        source.Cancel();
    }
}
