using System.Globalization;
using SsNet.Experiments.Sweeps;
using SsNet.Testing;

namespace SsNet.Cli.Tests;

/// <summary>Sweeps by the real program, which starts itself for every run.</summary>
public sealed class SweepTests : IDisposable
{
    private const string Small = """

        [common]
        training-cases = 4
        test-cases = 1
        phantom-size = [8, 32, 32]
        base-width = 2
        patch = [16, 16]
        labelled-per-batch = 2
        threads = 1
        workers = 0

        """;

    private readonly TemporaryFolder folder = new();

    private string Sweep => folder.FileNamed("sweep");

    private string Runs => Path.Combine(Sweep, "runs");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_method_learns_in_the_smallest_sweep_and_has_its_row_in_the_table()
    {
        using var process = new SsnetProcess("sweep", "tiny", "--out", Sweep, "--workers", "2", "--threads", "1");
        var (code, said, error) = process.Wait();
        Assert.Equal((ExitCode.Success, ""), (code, error));
        Assert.EndsWith($"7 of 7 runs finished\nnext: ssnet table --sweep {Sweep}\n", said, StringComparison.Ordinal);

        (code, string table, error) = await Call.Ssnet("table", "--sweep", Sweep, "--format", "csv");
        Assert.Equal((ExitCode.Success, ""), (code, error));
        string[][] rows = [.. table.TrimEnd().Split('\n').Select(line => line.Split(','))];
        int Column(string name) => Array.FindIndex(rows[0], cell => cell.StartsWith(name, StringComparison.Ordinal));
        Assert.Equal(["Supervised", "UA-MT", "SASSNet", "DTC", "URPC", "MC-Net", "SS-Net"], rows[1..].Select(row => row[Column("method")]));
        Assert.All(rows[1..], row => Assert.True(double.Parse(row[Column("dice")], CultureInfo.InvariantCulture) > 15, string.Join(',', row)));
        Assert.All(rows[1..], row => Assert.NotEqual("", row[Column("parameters")]));
    }

    [Fact]
    public async Task A_sweep_that_is_killed_goes_on_without_repeating_what_is_finished()
    {
        string plan = Plan("recipes = [\"cine-phantom-supervised-3\", \"cine-phantom-3\"]" + Small + "iterations = 5\n[recipe.cine-phantom-3]\nunlabelled-per-batch = 2\n");
        using (var process = new SsnetProcess("sweep", plan, "--out", Sweep))
        {
            // The first run is finished, and the second has begun.
            SpinWait.SpinUntil(() => process.HasExited || (Directory.Exists(Runs) && Directory.GetDirectories(Runs).Length == 2));
            process.Kill();
            Assert.Equal(128 + 9, process.Wait().Code);
        }

        string[] finished = Directory.GetFiles(Sweep, "test.csv", SearchOption.AllDirectories);
        string first = Path.GetDirectoryName(Path.GetDirectoryName(Assert.Single(finished)))!;
        var before = Contents(first);
        Assert.Contains(before.Keys, name => name == "weights.safetensors");

        using (var process = new SsnetProcess("sweep", plan, "--out", Sweep, "--workers", "2"))
        {
            var (code, output, error) = process.Wait();
            Assert.Equal((ExitCode.Success, ""), (code, error));
            Assert.DoesNotContain(Path.GetFileName(first), output, StringComparison.Ordinal);
            Assert.EndsWith($"2 of 2 runs finished\nnext: ssnet table --sweep {Sweep}\n", output, StringComparison.Ordinal);
        }

        Assert.Equal(before, Contents(first));
        Assert.Equal(2, Directory.GetFiles(Sweep, "test.csv", SearchOption.AllDirectories).Length);
        var (again, said, complaint) = await Call.Ssnet("sweep", plan, "--out", Sweep);
        Assert.Equal((ExitCode.Success, $"2 of 2 runs finished\nnext: ssnet table --sweep {Sweep}\n", ""), (again, said, complaint));
        (_, said, _) = await Call.Ssnet("sweep", plan, "--out", Sweep, "--dry-run");
        Assert.All(said.TrimEnd().Split('\n'), line => Assert.StartsWith("finished  cine-phantom-", line, StringComparison.Ordinal));

        string table = folder.FileNamed("table.csv");
        await Call.AssertWorks("table", "--sweep", Sweep, "--format", "csv", "--out", table, "--against", "Supervised");
        string[] rows = File.ReadAllLines(table);
        Assert.StartsWith("cine-phantom,Supervised,3,0,1,1,last,reduced,voxel,false,", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("cine-phantom,SS-Net,3,1,1,1,last,reduced,voxel,false,", rows[2], StringComparison.Ordinal);
        await Call.AssertRefused(["table", "--sweep", Sweep, "--against", "Supervisd"], "--against: there is no row 'Supervisd'. Did you mean 'Supervised'? Rows: Supervised; SS-Net.");
        await Call.AssertRefused(["table", "--sweep", folder.Path], "is not the folder of a sweep: it has no manifest.json.");
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public void Runs_save_where_they_are_when_the_sweep_is_told_to_stop_or_is_gone(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        string plan = Plan("recipes = [\"cine-phantom-supervised-3\"]" + Small + "iterations = 1000000\ncheckpoint-every = 1000000\n");
        using var process = new SsnetProcess("sweep", plan, "--out", Sweep);
        // Until it has learned something there is nothing to save.
        SpinWait.SpinUntil(() => process.HasExited || (Directory.Exists(Runs) && new DirectoryInfo(Runs).GetFiles("training.csv", SearchOption.AllDirectories).Any(log => log.Length > 0)));
        process.Signal(signal);
        var (code, output, error) = process.Wait();
        string run = Assert.Single(Directory.GetDirectories(Runs));
        if (signal == "TERM")
        {
            Assert.Equal((ExitCode.Interrupted, ""), (code, error));
            Assert.EndsWith("Stopped with 0 of 1 runs finished; the others are saved. Go on with the same command.\n", output, StringComparison.Ordinal);
        }
        else
        {
            // The run is on its own now; it notices, and lets its folder go when all is saved.
            SpinWait.SpinUntil(() => !File.Exists(Path.Combine(run, "run.lock")), TimeSpan.FromMinutes(1));
        }

        Assert.False(File.Exists(Path.Combine(run, "run.lock")));
        Assert.True(File.Exists(Path.Combine(run, "checkpoints", "last.safetensors")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_signal_beside_the_end_of_its_input_is_no_second_one_for_a_run(bool signalFirst)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        string run = folder.FileNamed("run"), log = Path.Combine(run, "metrics", "training.csv");
        using var process = new SsnetProcess(
            [(SweepProgram.StopVariable, "1")],
            ["train", "--recipe", "cine-phantom-supervised-3", "--out", run, "--threads", "1", "--checkpoint-every", "1000000", "--iterations", "1000000"]);
        SpinWait.SpinUntil(() => process.HasExited || (File.Exists(log) && new FileInfo(log).Length > 0));
        if (signalFirst) process.Signal("INT");
        process.CloseInput();
        if (!signalFirst) process.Signal("INT");
        var (code, output, error) = process.Wait();
        Assert.Equal((ExitCode.Interrupted, ""), (code, error));
        Assert.Contains("which is saved. Go on with: ssnet train --resume", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(run, "checkpoints", "last.safetensors")));
    }

    [Fact]
    public async Task Mistakes_are_told_before_anything_starts()
    {
        string plan = Plan("recipes = [\"la-4\"]");
        await Call.AssertRefused(["sweep", plan, "--out", Sweep], "la-4, 4 labelled, seed 1337: The recipe needs the left atrium data; name their folder with --data DIR.");
        await Call.AssertRefused(["sweep", plan, "--out", Sweep, "--workers", "0"], "--workers: must be a whole number of at least 1, not 0");
        await Call.AssertRefused(["sweep", folder.FileNamed("none.toml"), "--out", Sweep], "There is no plan");
        Assert.Empty(Directory.GetFileSystemEntries(Runs));
    }

    private static SortedDictionary<string, (DateTime Written, string Content)> Contents(string run) => new(
        Directory.GetFiles(run, "*", SearchOption.AllDirectories).ToDictionary(
            file => Path.GetRelativePath(run, file), file => (File.GetLastWriteTimeUtc(file), Convert.ToHexString(File.ReadAllBytes(file)))));

    private string Plan(string text)
    {
        string path = folder.FileNamed("plan.toml");
        File.WriteAllText(path, text);
        return path;
    }
}
