using System.CommandLine;
using System.CommandLine.Help;
using SsNet.Cli.Verbs;

namespace SsNet.Cli;

/// <summary>The program as a function of its arguments.</summary>
internal static class CommandLine
{
    /// <summary>Shows where an unexpected error came from.</summary>
    public static readonly Option<bool> Verbose = new("--verbose") { Description = "Show the stack trace of an error", Recursive = true };

    /// <summary>All verbs under the program's name.</summary>
    public static Command Root()
    {
        // Not a RootCommand, which would call itself by the name of the assembly.
        var root = new Command("ssnet", "Semi-supervised segmentation of medical images from few labels (SS-Net, Wu et al. 2022).")
        {
            new HelpOption { Recursive = true }, new VersionOption(), Verbose,
        };
        foreach (var command in Commands()) root.Add(command);
        HelpText.Extend(root);
        return root;
    }

    /// <summary>All verbs, also those in groups.</summary>
    public static IEnumerable<Verb> Verbs() => Root().Subcommands.SelectMany(command => command is VerbGroup group ? group.Verbs : [(Verb)command]);

    /// <summary>The verbs and groups of verbs in the order of their use.</summary>
    private static IEnumerable<Command> Commands() =>
    [
        new InitCommand(), new PrepareCommand(), new TrainCommand(), new PredictCommand(), new EvaluateCommand(), new CompareCommand(), new ReportCommand(), new FigureCommand(), new ExplainCommand(),
        new SweepCommand(), new TableCommand(), new DemoCommand(), new ToyCommand(), new ComplexityCommand(), new InfoCommand(),
    ];

    /// <summary>Runs the program.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where errors go, one line each.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var parse = Root().Parse(args.Length == 0 ? ["--help"] : args);
        if (UsageError.In(parse) is { } complaint)
        {
            error.WriteLine($"error: {complaint}");
            return ExitCode.Usage;
        }

        using var interruption = new Interruption();
        try
        {
            // Signals and exceptions are handled here, so that a run is saved before the program ends.
            var configuration = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parse.InvokeAsync(configuration, interruption.Token);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            error.WriteLine("stopped.");
            return ExitCode.Interrupted;
        }
        catch (Exception e)
        {
            error.WriteLine($"error: {ErrorLine.Of(e)}");
            if (parse.GetValue(Verbose)) error.WriteLine(e);
            return ExitCode.Failure;
        }
    }
}
