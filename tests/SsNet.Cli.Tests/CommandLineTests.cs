using SsNet.Experiments.Recipes;

namespace SsNet.Cli.Tests;

public class CommandLineTests
{
    public static TheoryData<string> Examples => [.. CommandLine.Verbs().Select(verb => verb.Example)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_example_of_every_help_parses(string example)
    {
        Assert.Empty(CommandLine.Root().Parse(example).Errors);
    }

    [Fact]
    public async Task Every_help_ends_with_its_example()
    {
        foreach (var verb in CommandLine.Verbs())
        {
            var (code, output, error) = await Run([.. verb.Words.Split(' '), "--help"]);
            Assert.Equal((ExitCode.Success, ""), (code, error));
            Assert.EndsWith($"Example:\n  ssnet {verb.Example}\n\n", output);
        }
    }

    [Fact]
    public async Task No_arguments_show_the_verbs()
    {
        var (code, output, _) = await Run();
        Assert.Equal(ExitCode.Success, code);
        Assert.All(CommandLine.Root().Subcommands, command => Assert.Contains($"  {command.Name} ", output));
    }

    [Fact]
    public async Task The_help_of_train_lists_every_setting()
    {
        var (_, output, _) = await Run("train", "--help");
        Assert.All(RecipeKeys.All, key => Assert.Contains($"--{key.Name} <{key.Placeholder}>", output));
    }

    [Fact]
    public async Task Info_tells_versions_and_devices()
    {
        var (code, output, error) = await Run("info");
        Assert.Equal((ExitCode.Success, ""), (code, error));
        Assert.Contains("libtorch    2.10", output);
        Assert.Contains("devices     cpu", output);
    }

    [Theory]
    [InlineData("infoo", "error: there is no command 'infoo'. Did you mean 'info'? See: ssnet --help")]
    [InlineData("info --verbos", "error: there is no option '--verbos'. Did you mean '--verbose'? See: ssnet info --help")]
    [InlineData("train --recipe la-4 --out x --labeled=4", "error: there is no option '--labeled'. Did you mean '--labelled'? See: ssnet train --help")]
    [InlineData("train --recipe la-4 --out x --iterations 0", "error: --iterations: must be a whole number of at least 1, not '0'. See: ssnet train --help")]
    [InlineData("train --recipe la-4 --out x --distance l2", "error: --distance: must be \"dice\" or \"kl\", not 'l2'. See: ssnet train --help")]
    [InlineData("train --recipe la-4", "error: State --recipe NAME|FILE and --out DIR for a new run, or --resume DIR to go on with one. See: ssnet train --help")]
    [InlineData("predict --run x --input a.h5", "error: Option '--output' is required. See: ssnet predict --help")]
    [InlineData("predict --input a.h5 --output b", "error: State either --run DIR, or --weights FILE and, unless the file holds it, --recipe NAME|FILE. See: ssnet predict --help")]
    [InlineData("figure overlay --runs x --out y --surface --no-surface", "error: --surface and --no-surface exclude each other. See: ssnet figure overlay --help")]
    [InlineData("evaluate --run x --split foo", "error: Argument 'foo' not recognized. Must be one of: 'test' 'val' 'train'. See: ssnet evaluate --help")]
    [InlineData("evaluate --split val", "error: State either --run DIR, or --predictions DIR|FILE and --labels DIR|FILE. See: ssnet evaluate --help")]
    [InlineData("evaluate --predictions x", "error: State either --run DIR, or --predictions DIR|FILE and --labels DIR|FILE. See: ssnet evaluate --help")]
    [InlineData("evaluate --run x --labels y", "error: --labels is for label maps and cannot be stated with --run. See: ssnet evaluate --help")]
    [InlineData("evaluate --run x --ignore 255", "error: --ignore is for label maps and cannot be stated with --run. See: ssnet evaluate --help")]
    [InlineData("evaluate --predictions x --labels y --spacing-mm", "error: --spacing-mm is for runs and cannot be stated with --predictions. See: ssnet evaluate --help")]
    [InlineData("evaluate --predictions x --labels y --split test", "error: --split is for runs and cannot be stated with --predictions. See: ssnet evaluate --help")]
    [InlineData("evaluate --predictions x --labels y --largest-component true", "error: --largest-component is for runs and cannot be stated with --predictions. See: ssnet evaluate --help")]
    [InlineData("evaluate --predictions x --labels y --ignore 0", "error: --ignore: must be a whole number from 1 to 255, not 0. See: ssnet evaluate --help")]
    [InlineData("evaluate --predictions x --labels y --class-names a,,b", "error: --class-names: must be 1 to 255 names with commas between them. See: ssnet evaluate --help")]
    [InlineData("train --resume x --seed 3", "error: --seed cannot be changed with --resume: a run keeps its recipe and its folder. See: ssnet train --help")]
    public async Task A_wrong_command_line_is_answered_by_one_line(string arguments, string line)
    {
        var (code, output, error) = await Run(arguments.Split(' '));
        Assert.Equal((ExitCode.Usage, "", line + "\n"), (code, output, error));
    }

    [Fact]
    public async Task An_error_for_the_user_is_one_line_without_stack_trace()
    {
        var (code, output, error) = await Run("train", "--recipe", "la-4", "--data", "/no/such", "--out", "/tmp/never-made");
        Assert.Equal((ExitCode.Failure, ""), (code, output));
        Assert.Equal("error: /no/such: there is no such folder; give the folder that holds train.list, test.list and '2018LA_Seg_Training Set'.\n", error);
        Assert.False(Directory.Exists("/tmp/never-made"));
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        int code = await CommandLine.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
