using SsNet.Experiments.Runs;
using SsNet.Experiments.Sweeps;
using SsNet.Experiments.Tests.Runs;
using SsNet.Imaging;
using SsNet.Testing;

namespace SsNet.Experiments.Tests.Sweeps;

/// <summary>The state of runs, and what happens when the program that does them fails; the Cli tests do real runs.</summary>
public sealed class SweepRunnerTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();
    private readonly SweepFolder folder;
    private readonly SweepPlan plan;

    public SweepRunnerTests()
    {
        folder = new SweepFolder(temporary.FileNamed("sweep"));
        File.WriteAllText(temporary.FileNamed("small.toml"), SmallRecipe.SsNet(2, 16, 16, 16).ToToml());
        File.WriteAllText(temporary.FileNamed("plan.toml"), "recipes = [\"small.toml\"]\nseeds = [1, 2, 3]");
        plan = SweepPlan.Load(temporary.FileNamed("plan.toml"));
    }

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void How_far_a_run_is_shows_in_its_folder_alone()
    {
        var run = plan.Runs[0];
        Assert.Equal(SweepRunState.New, State(run));
        Directory.CreateDirectory(folder.RunPath(run));
        Assert.Equal(SweepRunState.HalfMade, State(run));
        var files = Started(run);
        Assert.Equal(SweepRunState.Started, State(run));
        File.WriteAllText(files.Scores("test"), "");
        // Somebody may score the weights of a run under way.
        Assert.Equal(SweepRunState.Started, State(run));
        File.WriteAllText(files.Weights, "");
        Assert.Equal(SweepRunState.Finished, State(run));
        Assert.Equal(SweepRunState.Trained, folder.StateOf(run, "val"));
        File.WriteAllText(files.Recipe, plan.Runs[1].Recipe.ToToml());
        Assert.Contains("is not the recipe that the folder's name stands for", Assert.Throws<ReportedException>(() => State(run)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_half_made_folder_is_removed_unless_it_holds_what_no_run_makes_so_early()
    {
        var (mine, foreign) = (plan.Runs[0], plan.Runs[1]);
        foreach (var run in new[] { mine, foreign })
        {
            Directory.CreateDirectory(Path.Combine(folder.RunPath(run), "metrics"));
            File.WriteAllText(Path.Combine(folder.RunPath(run), "split.json"), "{}");
        }

        // As a run leaves it that was killed just before it wrote its recipe.
        Directory.Delete(folder.RunPath(mine), recursive: true);
        using (TrainingRun.Create(mine.Recipe, null, folder.RunPath(mine)))
        {
        }

        File.Delete(Path.Combine(folder.RunPath(mine), "recipe.toml"));
        File.WriteAllText(Path.Combine(folder.RunPath(foreign), "thesis.tex"), "years of work");
        folder.RemoveHalfMade(mine);
        Assert.False(Directory.Exists(folder.RunPath(mine)));
        Assert.Contains("holds thesis.tex", Assert.Throws<ReportedException>(() => folder.RemoveHalfMade(foreign)).Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder.RunPath(foreign), "split.json")));
    }

    [Fact]
    public void A_run_that_fails_does_not_stop_the_others_and_its_last_line_is_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program of this test is a shell's.");
        Finish(plan.Runs[1]);
        var observer = new Record();
        var outcome = Run("echo working; echo \"error: no luck with $1\" >&2; exit 3", observer);
        Assert.Equal((3, 1), (outcome.Runs, outcome.Finished));
        Assert.Equal([(plan.Runs[0].Id, "error: no luck with train"), (plan.Runs[2].Id, "error: no luck with train")], outcome.Failures.Select(failed => (failed.Run.Id, failed.Failure)));
        Assert.Equal([plan.Runs[0].Id, plan.Runs[2].Id], observer.Started);
        Assert.Equal((3, 1, 2, 0), (observer.Last!.Runs, observer.Last.Finished, observer.Last.Failed, observer.Last.Running.Count));
        string[] log = File.ReadAllLines(folder.Log(plan.Runs[0]));
        Assert.StartsWith("> ", log[0], StringComparison.Ordinal);
        Assert.Equal(["error: no luck with train", "working"], log[1..].Order(StringComparer.Ordinal));
        Assert.False(File.Exists(folder.Log(plan.Runs[1])));
    }

    [Fact]
    public void A_run_that_is_trained_is_only_evaluated_and_one_that_is_started_is_gone_on_with()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program of this test is a shell's.");
        File.WriteAllText(Started(plan.Runs[0]).Weights, "");
        Started(plan.Runs[1]);
        var outcome = Run("echo $1 $2 $4 $OMP_WAIT_POLICY; exit 1", new Record(), workers: 2, threads: 5);
        Assert.Equal(
            [Ended("evaluate --run --split PASSIVE"), Ended("train --recipe --out PASSIVE"), Ended("train --resume PASSIVE")],
            outcome.Failures.Select(failed => failed.Failure).Order(StringComparer.Ordinal));
        Assert.Contains("--threads 5", File.ReadAllText(folder.Log(plan.Runs[2])), StringComparison.Ordinal);
        static string Ended(string last) => $"ended with exit code 1; its last line: {last}";
    }

    [Fact]
    public void A_program_that_does_nothing_finishes_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program of this test is a shell's.");
        Assert.All(Run("exit 0", new Record()).Failures, failed => Assert.Equal("it ended without its weights and scores", failed.Failure));
    }

    [Fact]
    public void Folders_that_the_plan_does_not_name_are_reported_and_stay()
    {
        Finish(plan.Runs[0]);
        File.WriteAllText(temporary.FileNamed("plan.toml"), "recipes = [\"small.toml\"]\nseeds = [2]");
        var changed = SweepPlan.Load(temporary.FileNamed("plan.toml"));
        Assert.Equal([plan.Runs[0].Name], folder.Leftovers(changed));
        Assert.Empty(folder.Leftovers(plan));
    }

    [Fact]
    public void A_folder_is_for_one_sweep_at_a_time_and_not_for_what_is_no_sweep()
    {
        using (folder.Lock())
        {
            Assert.Contains("is in use by another process", Assert.Throws<ReportedException>(folder.Lock).Message, StringComparison.Ordinal);
        }

        folder.Lock().Dispose();
        Directory.CreateDirectory(temporary.FileNamed("home"));
        File.WriteAllText(temporary.FileNamed("home/letter.txt"), "");
        Assert.Contains("holds no sweep", Assert.Throws<ReportedException>(new SweepFolder(temporary.FileNamed("home")).Lock).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_gives_its_runs_back()
    {
        using var folderLock = folder.Lock();
        folder.Write(plan, null);
        Started(plan.Runs[1]);
        var runs = folder.RunsOf(SweepManifest.Load(folder.Manifest));
        Assert.Equal(plan.Runs.Select(run => run.Name), runs.Select(run => run.Name));
        Assert.Equal(plan.Runs.Select(run => run.Recipe.ToToml()), runs.Select(run => run.Recipe.ToToml()));
        File.WriteAllText(folder.Manifest, "{");
        Assert.Contains("remove it and run 'ssnet sweep' with the plan again", Assert.Throws<ReportedException>(() => SweepManifest.Load(folder.Manifest)).Message, StringComparison.Ordinal);
    }

    private SweepRunState State(SweepRun run) => folder.StateOf(run, "test");

    private SweepOutcome Run(string script, ISweepObserver observer, int workers = 1, int? threads = null)
    {
        using var folderLock = folder.Lock();
        var settings = new SweepSettings(new SweepProgram("sh", ["-c", script, "program"]), "test", null, workers, threads);
        return new SweepRunner(folder, settings).Run(plan, observer, TestContext.Current.CancellationToken);
    }

    private RunFolder Started(SweepRun run)
    {
        var files = RunFolder.Create(folder.RunPath(run));
        File.WriteAllText(files.Recipe, run.Recipe.ToToml());
        return files;
    }

    private void Finish(SweepRun run)
    {
        var files = Started(run);
        File.WriteAllText(files.Weights, "");
        File.WriteAllText(files.Scores("test"), "");
    }

    private sealed class Record : ISweepObserver
    {
        public List<string> Started { get; } = [];

        public SweepStatus? Last { get; private set; }

        void ISweepObserver.Started(SweepRun run, SweepRunState state) => Started.Add(run.Id);

        public void Ended(SweepRun run, bool finished, string? failure) => Assert.Equal(!finished, failure is not null);

        public void Progressed(SweepStatus status) => Last = status;
    }
}
