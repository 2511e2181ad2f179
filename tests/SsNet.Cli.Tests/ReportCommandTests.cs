namespace SsNet.Cli.Tests;

public sealed class ReportCommandTests : IDisposable
{
    private readonly LaFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_trained_run_is_reported_beside_itself_before_and_after_it_is_evaluated()
    {
        await Call.AssertWorks("train", "--recipe", data.RecipePath, "--data", data.Path, "--out", data.Run);
        string page = Path.Combine(data.Run, "report.html");

        var (code, output, error) = await Call.Ssnet("report", data.Run);
        Assert.Equal((ExitCode.Success, ""), (code, error));
        Assert.Contains($"note: The run is not evaluated on test, so there are neither scores nor pictures of cases. Evaluate it with: ssnet evaluate --run {data.Run} --split test\n", output, StringComparison.Ordinal);
        Assert.EndsWith($"report: {page}\n", output, StringComparison.Ordinal);

        await Call.AssertWorks("evaluate", "--run", data.Run);
        (code, output, error) = await Call.Ssnet("report", data.Run, "--title", "Left & right");
        Assert.Equal((ExitCode.Success, $"report: {page}\n", ""), (code, output, error));
        string text = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Contains("<h1>Left &amp; right</h1>", text, StringComparison.Ordinal);
        Assert.Contains("data:image/png;base64,", text, StringComparison.Ordinal);

        // The data have moved: the pictures ask for them, and find them.
        string moved = data.FileNamed("moved");
        Directory.Move(data.FileNamed("2018LA_Seg_Training Set"), Path.Combine(Directory.CreateDirectory(moved).FullName, "2018LA_Seg_Training Set"));
        foreach (string list in (string[])["train.list", "test.list"]) File.Move(data.FileNamed(list), Path.Combine(moved, list));
        (_, output, _) = await Call.Ssnet("report", data.Run);
        Assert.Contains("name their folder with --data DIR", output, StringComparison.Ordinal);
        (_, output, _) = await Call.Ssnet("report", data.Run, "--data", moved);
        Assert.Equal($"report: {page}\n", output);
    }

    [Fact]
    public async Task What_cannot_be_done_is_told_in_one_line()
    {
        await Call.AssertRefused(["report"], "RUN");
        await Call.AssertRefused(["report", "a", "b"], "State --out FILE.html for a report of several runs");
        await Call.AssertRefused(["report", "a", "--out", "weights.safetensors"], "--out: must be a file that ends in .html, not 'weights.safetensors'");
        await Call.AssertRefused(["report", data.Run], data.Run, "is not the folder of a run: it has no recipe.toml");
    }
}
