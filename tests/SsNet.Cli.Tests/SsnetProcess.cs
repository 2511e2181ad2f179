using System.Diagnostics;

namespace SsNet.Cli.Tests;

/// <summary>The program in a process of its own, so that it can be killed.</summary>
internal sealed class SsnetProcess : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(6);

    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> error;

    public SsnetProcess(params string[] arguments)
        : this([], arguments)
    {
    }

    /// <summary>Starts the program with an input of its own and more environment variables.</summary>
    public SsnetProcess((string Name, string Value)[] variables, string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "SsNet.Cli.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardInput = variables.Length > 0, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables) start.Environment[name] = value;
        process = Process.Start(start)!;
        output = process.StandardOutput.ReadToEndAsync();
        error = process.StandardError.ReadToEndAsync();
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>Ends the program as a power failure would.</summary>
    public void Kill() => process.Kill();

    /// <summary>Ends its input.</summary>
    public void CloseInput() => process.StandardInput.Close();

    /// <summary>Sends a signal as a shell does.</summary>
    /// <param name="name">Its name, such as TERM.</param>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the end; a program that hangs fails the test.</summary>
    public (int Code, string Output, string Error) Wait()
    {
        if (!process.WaitForExit(Longest))
        {
            process.Kill();
            Assert.Fail($"ssnet was still running after {Longest}.");
        }

        return (process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }
}
