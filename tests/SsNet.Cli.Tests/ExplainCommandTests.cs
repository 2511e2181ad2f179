using SsNet.Testing;

namespace SsNet.Cli.Tests;

public sealed class ExplainCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_run_is_explained_with_its_numbers_and_files_and_mistakes_are_told_in_a_line()
    {
        string run = folder.FileNamed("run");
        await Call.AssertWorks(
            "train", "--recipe", "cine-phantom-3", "--out", run, "--phantom-size", "8,32,32", "--patch", "32,32", "--base-width", "2", "--iterations", "2", "--validate-every", "2",
            "--training-cases", "4", "--labelled", "2", "--test-cases", "2", "--labelled-per-batch", "2", "--unlabelled-per-batch", "2", "--workers", "0", "--threads", "1");
        string[] cases = [.. File.ReadAllLines(Path.Combine(run, "split.json")).SkipWhile(line => !line.Contains("\"test\"", StringComparison.Ordinal)).Skip(1).Take(2).Select(line => line.Trim(' ', ',', '"'))];

        var (code, output, error) = await Call.Ssnet("explain", "--run", run, "--case", cases[0]);
        Assert.Equal((ExitCode.Success, ""), (code, error));
        Assert.Contains("step 7/7: t-SNE of the projected features and prototypes\n", output, StringComparison.Ordinal);
        Assert.Contains($"case: {cases[0]}, slice ", output, StringComparison.Ordinal);
        Assert.Contains("D under adversarial noise", output, StringComparison.Ordinal);
        string figures = Path.Combine(run, "figures", $"explain-{cases[0]}");
        Assert.EndsWith($"figure: {figures}/explain.png\nfigure: {figures}/explain.svg\nnumbers: {figures}/explain.json\n", output, StringComparison.Ordinal);
        Assert.All((string[])["explain.png", "explain.svg", "explain.json"], name => Assert.True(new FileInfo(Path.Combine(figures, name)).Length > 0));

        await Call.AssertRefused(["explain", "--run", run, "--case", $"{cases[1]}x"], $"Did you mean '{cases[1]}'?");
        Assert.False(Directory.Exists(Path.Combine(run, "figures", $"explain-{cases[1]}x")));
        await Call.AssertRefused(["explain", "--run", run, "--case", cases[0], "--magnitude", "0"], "--magnitude: must be a number above 0");
        await Call.AssertRefused(["explain", "--run", run, "--case", cases[0], "--labelled", cases[1]], "none of the labelled training cases");
        await Call.AssertRefused(["explain", "--run", folder.Path, "--case", cases[0]], folder.Path, "recipe.toml");
        Assert.Equal([run], Directory.GetDirectories(folder.Path));
    }
}
