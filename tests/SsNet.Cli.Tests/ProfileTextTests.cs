using SsNet.Testing;
using SsNet.Training;
using static TorchSharp.torch;

namespace SsNet.Cli.Tests;

public class ProfileTextTests
{
    private readonly Clock clock = new();
    private readonly StepProfile profile;

    public ProfileTextTests()
    {
        profile = new StepProfile(CPU, clock);
    }

    [Fact]
    public void Every_phase_has_its_mean_its_share_and_its_calls()
    {
        Step(100);
        Step(2);
        Step(4);
        using (profile.Phase("validation")) clock.Seconds += 30;
        using (profile.Phase("validation")) clock.Seconds += 10;
        string[] lines = Lines();
        Assert.Contains("phase ms per step share calls", lines);
        Assert.Contains("forward 3000.00 75.0 % 2", lines);
        Assert.Contains("other 1000.00 25.0 % –", lines);
        Assert.Contains("step 4000.00 100.0 % 2", lines);
        Assert.Contains("between steps: validation, ms per call 20000.00 – 2", lines);
        Assert.Contains("a step: 4.000 s on average; iterations counted: 2 (without the first, which warms up); 1,500 voxels per second", lines);
    }

    [Fact]
    public void A_single_iteration_is_used_and_said_to_warm_up()
    {
        Step(2);
        Assert.Contains("a step: 3.000 s on average; iterations counted: 1 (the first, which warms up, since it is the only one); 2,000 voxels per second", Lines());
    }

    [Fact]
    public void Without_an_iteration_there_is_nothing_to_show() => Assert.Equal(["profile: no iteration was made"], Lines());

    [Fact]
    public async Task A_run_shows_it_in_the_end_and_so_does_one_that_is_gone_on_with()
    {
        using var folder = new TemporaryFolder();
        string recipe = folder.FileNamed("recipe.toml"), run = folder.FileNamed("run");
        File.WriteAllText(recipe, """
            [data]
            layout = "phantom"
            phantom-size = [16, 16, 16]
            training-cases = 4
            labelled = 2

            [network]
            base-width = 2

            [training]
            iterations = 3
            patch = [16, 16, 16]

            [prediction]
            stride = [16, 16, 16]
            """);
        var (code, output, error) = await Call.Ssnet("train", "--recipe", recipe, "--out", run, "--profile");
        Assert.Equal((ExitCode.Success, ""), (code, error));
        Assert.Contains("adversarial direction", output, StringComparison.Ordinal);
        Assert.Contains("iterations counted: 2 (without the first, which warms up)", output, StringComparison.Ordinal);
        Assert.StartsWith("phase,milliseconds_per_step,share,calls,seconds\nwaiting for data,", File.ReadAllText(Path.Combine(run, "metrics", "profile.csv")), StringComparison.Ordinal);

        (code, output, error) = await Call.Ssnet("train", "--resume", run, "--profile");
        Assert.Equal((ExitCode.Success, ""), (code, error));
        Assert.Contains("profile: no iteration was made", output, StringComparison.Ordinal);
    }

    /// <summary>A step of some seconds in a phase and one in none.</summary>
    private void Step(long seconds)
    {
        profile.BeginStep();
        using (profile.Phase("forward")) clock.Seconds += seconds;
        clock.Seconds++;
        profile.EndStep(voxels: 6000);
    }

    private string[] Lines()
    {
        using var output = new StringWriter { NewLine = "\n" };
        ProfileText.Write(output, profile);
        return [.. output.ToString().TrimEnd().Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
    }
}
