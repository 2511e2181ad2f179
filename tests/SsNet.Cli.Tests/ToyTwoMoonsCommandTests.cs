using SsNet.Testing;

namespace SsNet.Cli.Tests;

public class ToyTwoMoonsCommandTests
{
    [Fact]
    public async Task Accuracies_are_printed_and_the_files_named()
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("toy");
        var (code, output, error) = await Call.Ssnet("toy", "two-moons", "--out", path, "--seed", "11", "--seeds", "2", "--iterations", "2");
        Assert.Equal((ExitCode.Success, ""), (code, error));
        Assert.Equal(12, output.Split('\n').Count(line => line.StartsWith("training ", StringComparison.Ordinal)));
        Assert.Matches(@"accuracy on held-out points \(%\), 2 seeds +Supervised +SS-Net +gain", output);
        Assert.Matches(@"all 400 labelled, γ = 0\.1 +\d+\.\d ± \d+\.\d +\d+\.\d ± \d+\.\d +[+-]?\d+\.\d", output);
        Assert.Matches(@"20 of 400 labelled, γ = 0\.25 +\d+\.\d ± \d+\.\d", output);
        Assert.EndsWith($"wrote: {path}/two-moons.png\nwrote: {path}/two-moons.svg\nwrote: {path}/accuracy.csv\n", output);
    }

    [Theory]
    [InlineData("toy two-moons", "Option '--out' is required")]
    [InlineData("toy two-moons --out x --seeds 0", "--seeds: must be a whole number from 1 to 100, not '0'")]
    [InlineData("toy two-moons --out x --iterations 1.5", "--iterations: must be a whole number of at least 1, not '1.5'")]
    [InlineData("toy two-moons --out /dev/null/x --seeds 1", "Cannot make the folder /dev/null/x")]
    public Task What_cannot_be_done_is_answered_by_one_line(string arguments, string part) => Call.AssertRefused(arguments.Split(' '), part);
}
