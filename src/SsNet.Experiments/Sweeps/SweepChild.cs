using System.ComponentModel;
using System.Diagnostics;
using SsNet.Imaging;

namespace SsNet.Experiments.Sweeps;

/// <summary>A process that trains or evaluates one run, and its log.</summary>
internal static class SweepChild
{
    /// <summary>Runs a process to its end.</summary>
    /// <param name="start">The process, with its standard streams redirected.</param>
    /// <param name="log">Where its output goes, after what is there already.</param>
    /// <param name="cancellation">Closes its input, which tells it to save and stop.</param>
    /// <returns>Its exit code, and the last line it wrote: of errors where it wrote any.</returns>
    /// <exception cref="ReportedException">It cannot be started, or the log cannot be written.</exception>
    public static (int Code, string LastLine) Run(ProcessStartInfo start, string log, CancellationToken cancellation)
    {
        try
        {
            using var output = new Output(log, start.ArgumentList);
            using var process = new Process { StartInfo = start };
            process.OutputDataReceived += (_, line) => output.Write(line.Data, isError: false);
            process.ErrorDataReceived += (_, line) => output.Write(line.Data, isError: true);
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            using (cancellation.Register(process.StandardInput.Close))
            {
                process.WaitForExit();
            }

            return (process.ExitCode, output.LastWords(process.ExitCode));
        }
        catch (Exception failure) when (failure is Win32Exception or IOException or UnauthorizedAccessException)
        {
            throw new ReportedException($"{start.FileName} cannot be started, or {log} cannot be written ({failure.Message}).", failure);
        }
    }

    private sealed class Output : IDisposable
    {
        private readonly StreamWriter writer;
        private readonly Lock gate = new();
        // 128 and the number of SIGKILL.
        private const int Killed = 137;

        private string? lastError;
        private string last = "it wrote nothing";

        public Output(string log, IEnumerable<string> arguments)
        {
            // A sweep that is killed must not take the last lines with it.
            writer = new StreamWriter(log, append: true) { AutoFlush = true };
            writer.WriteLine($"> {string.Join(' ', arguments)}");
        }

        /// <summary>The last line of errors; of a process that said none, such as one that was killed, how it ended.</summary>
        public string LastWords(int code) => lastError ?? $"ended with exit code {code}{(code == Killed ? " (killed, often for want of memory)" : "")}; its last line: {last}";

        public void Write(string? line, bool isError)
        {
            if (string.IsNullOrWhiteSpace(line)) return;
            lock (gate)
            {
                writer.WriteLine(line);
                if (isError) lastError = line;
                else last = line;
            }
        }

        public void Dispose() => writer.Dispose();
    }
}
