using System.Diagnostics;
using System.Text.Json;
using SsNet.Imaging;

namespace SsNet.Benchmarks;

/// <summary>Measures in a process of its own, so that every implementation starts alike and its peak of memory is its own.</summary>
internal static class ChildProcess
{
    private const string Mark = "measured: ";

    /// <summary>Runs this program once more.</summary>
    /// <param name="arguments">The arguments; the verb must end with <see cref="Answer"/>.</param>
    /// <exception cref="ReportedException">It fails.</exception>
    public static Measurement Measure(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        // Started by `dotnet SsNet.Benchmarks.dll` the program is an argument.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        string? answer = null;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith(Mark, StringComparison.Ordinal)) answer = line[Mark.Length..];
            else Console.WriteLine(line);
        }

        process.WaitForExit();
        return answer is not null && process.ExitCode == 0
            ? JsonSerializer.Deserialize<Measurement>(answer)!
            : throw new ReportedException($"The measured process ended with exit code {process.ExitCode} (137: out of memory); choose a smaller size.");
    }

    /// <summary>Tells the process that started this one what was measured.</summary>
    public static void Answer(Measurement measurement) => Console.WriteLine(Mark + JsonSerializer.Serialize(measurement));
}
