namespace SsNet.Cli.Tests;

/// <summary>The program called within the test's own process.</summary>
internal static class Call
{
    /// <summary>What it answers: its exit code, and what it writes.</summary>
    public static async Task<(int Code, string Output, string Error)> Ssnet(params string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        int code = await CommandLine.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>It works, and does not complain.</summary>
    public static async Task AssertWorks(params string[] arguments)
    {
        var (code, _, error) = await Ssnet(arguments);
        Assert.Equal((ExitCode.Success, ""), (code, error));
    }

    /// <summary>It fails, with one line that holds some parts.</summary>
    public static async Task AssertRefused(string[] arguments, params string[] parts)
    {
        var (code, _, error) = await Ssnet(arguments);
        Assert.Contains(code, new[] { ExitCode.Failure, ExitCode.Usage });
        AssertOneLine(error, parts);
    }

    /// <summary>An error is told in one line that holds some parts.</summary>
    public static void AssertOneLine(string error, params string[] parts)
    {
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Equal(error.Length - 1, error.IndexOf('\n', StringComparison.Ordinal));
        Assert.DoesNotContain("an error in the program", error, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, error, StringComparison.Ordinal));
    }
}
