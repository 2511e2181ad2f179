using SsNet.Testing;
using SsNet.Weights;

namespace SsNet.Cli.Tests;

/// <summary>
/// A run that is stopped, however roughly, and gone on with is the run that was never stopped: bit for bit in its weights and its log.
/// </summary>
/// <param name="reference">The run that was never stopped.</param>
public sealed class ExactResumeTests(ExactResumeTests.UninterruptedRun reference) : IClassFixture<ExactResumeTests.UninterruptedRun>
{
    private const int Killed = 128 + 9;

    [Fact]
    public void A_run_killed_at_random_points_ends_in_the_same_weights_and_log()
    {
        using var folder = new TemporaryFolder();
        string run = folder.FileNamed("run");
        var random = new Random(1);
        int kills = 0;
        // A folder is watched with what it holds: its subfolder must not come later. A new run may go into an empty one.
        Directory.CreateDirectory(run);
        for (int attempt = 0; attempt < 3; attempt++)
        {
            using var activity = new FolderActivity(folder.Path, events: random.Next(20, 150));
            using var process = new SsnetProcess(File.Exists(Path.Combine(run, "recipe.toml")) ? ["train", "--resume", run] : reference.NewRun(run));
            activity.Wait(() => process.HasExited);
            process.Kill();
            if (process.Wait().Code == Killed) kills++;
        }

        Assert.True(kills > 0, "No run was under way when it was to be killed.");
        AssertGoesOnToTheSameEnd(run);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public void A_run_told_to_stop_saves_where_it_is_and_goes_on_from_there(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        using var folder = new TemporaryFolder();
        string run = folder.FileNamed("run"), checkpoint = Path.Combine(run, "checkpoints", "last.safetensors");
        using (var process = new SsnetProcess(reference.NewRun(run)))
        {
            SpinWait.SpinUntil(() => File.Exists(checkpoint) || process.HasExited);
            process.Signal(signal);
            var (code, output, error) = process.Wait();
            Assert.Equal((ExitCode.Interrupted, ""), (code, error));
            Assert.Contains($"which is saved. Go on with: ssnet train --resume {run}", output, StringComparison.Ordinal);
        }

        Assert.True(File.Exists(checkpoint));
        AssertGoesOnToTheSameEnd(run);
    }

    [Fact]
    public void Batches_made_between_the_steps_are_those_made_by_workers()
    {
        using var folder = new TemporaryFolder();
        string run = folder.FileNamed("run");
        AssertFinishes([.. reference.NewRun(run), "--workers", "0"]);
        AssertSameAsUninterrupted(run);
    }

    private void AssertGoesOnToTheSameEnd(string run)
    {
        AssertFinishes(File.Exists(Path.Combine(run, "recipe.toml")) ? ["train", "--resume", run] : reference.NewRun(run));
        AssertSameAsUninterrupted(run);
        Assert.Empty(Directory.EnumerateFiles(run, "*.tmp", SearchOption.AllDirectories));
    }

    private static void AssertFinishes(string[] arguments)
    {
        using var process = new SsnetProcess(arguments);
        var (code, _, error) = process.Wait();
        Assert.Equal((ExitCode.Success, ""), (code, error));
    }

    private void AssertSameAsUninterrupted(string run)
    {
        foreach (string file in new[] { "weights.safetensors", "checkpoints/last.safetensors", "checkpoints/best.safetensors" })
        {
            using var expected = Safetensors.Load(Path.Combine(reference.Path, file));
            using var actual = Safetensors.Load(Path.Combine(run, file));
            Assert.Equal(expected.Tensors.Keys, actual.Tensors.Keys);
            Assert.All(expected.Tensors, entry => Assert.True(entry.Value.bytes.SequenceEqual(actual.Tensors[entry.Key].bytes), $"{file}: {entry.Key}"));
        }

        Assert.Equal(TableWithoutSeconds(reference.Path), TableWithoutSeconds(run));
        Assert.Equal(Validations(reference.Path), Validations(run));
    }

    private static string[] TableWithoutSeconds(string run) =>
        [.. File.ReadLines(Path.Combine(run, "metrics", "training.csv")).Select(line => line[..line.LastIndexOf(',')])];

    private static string[] Validations(string run) =>
        [.. File.ReadLines(Path.Combine(run, "metrics", "training.jsonl")).Where(line => line.Contains("validation_dice", StringComparison.Ordinal))];

    /// <summary>A small run of SS-Net with validations and checkpoints on the way, trained once for all tests.</summary>
    public sealed class UninterruptedRun : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public UninterruptedRun()
        {
            File.WriteAllText(Recipe, """
                [data]
                layout = "phantom"
                phantom-size = [32, 32, 32]
                training-cases = 6
                test-cases = 1
                labelled = 4

                [network]
                base-width = 2

                [method]
                ramp-up-interval = 2

                [training]
                iterations = 12
                patch = [16, 16, 16]
                step-length = 5
                selection = "test"
                validate-every = 3
                checkpoint-every = 2
                workers = 2
                threads = 1

                [prediction]
                stride = [16, 16, 16]
                """);
            AssertFinishes(NewRun(Path));
        }

        public string Path => folder.FileNamed("run");

        private string Recipe => folder.FileNamed("recipe.toml");

        public string[] NewRun(string run) => ["train", "--recipe", Recipe, "--out", run];

        public void Dispose() => folder.Dispose();
    }
}
