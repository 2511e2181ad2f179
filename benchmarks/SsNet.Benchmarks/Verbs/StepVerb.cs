using System.CommandLine;
using SsNet.Experiments.Complexity;
using SsNet.Experiments.Recipes;
using SsNet.Networks;
using TorchSharp;

namespace SsNet.Benchmarks.Verbs;

/// <summary>How long one iteration of SS-Net takes.</summary>
internal sealed class StepVerb : Command
{
    /// <summary>
    /// Passes through the network in one iteration, in forward passes: forward and backward through weights and activations (3), the clean pass (1), the probe forward and backward to its input (2), the
    /// perturbed pass forward and backward (3). The clean pass can be spared.
    /// </summary>
    private const int MostPasses = 9;

    private readonly StepOptions size;
    private readonly Option<string> implementation = new("--implementation") { Description = "Which to measure", DefaultValueFactory = _ => "both" };
    private readonly Option<bool> child = new("--child") { Hidden = true };

    /// <summary>A verb.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it measures.</param>
    /// <param name="patch">The paper's patch.</param>
    /// <param name="samples">The paper's batch.</param>
    /// <param name="classCount">The paper's classes.</param>
    public StepVerb(string name, string description, int[] patch, int samples, int classCount)
        : base(name, description)
    {
        size = new StepOptions(this, patch, samples, classCount);
        implementation.AcceptOnlyFromAmong("ours", "textbook", "both");
        Add(implementation);
        Add(child);
        SetAction(Run);
    }

    private void Run(ParseResult parse)
    {
        var settings = size.Read(parse);
        string which = parse.GetValue(implementation)!;
        if (parse.GetValue(child))
        {
            ChildProcess.Answer(StepRun.Measure(which, settings));
            return;
        }

        Measurement Of(string name) => ChildProcess.Measure([Name, .. settings.ToArguments(), "--implementation", name, "--child"]);
        Measurement[] measured = [.. (which == "both" ? ["textbook", "ours"] : (string[])[which]).Select(Of)];
        MeasurementTable.Write(measured, Floor(settings));
    }

    private static double Floor(StepSettings settings)
    {
        var recipe = settings.ToRecipe();
        var device = recipe.OpenDevice();
        if (settings.Threads > 0) torch.set_num_threads(settings.Threads);
        using var network = MethodFactory.Network(recipe, recipe.ToNetworkOptions(), torch.CPU);
        int passes = settings.SharedCleanPrediction ? MostPasses - 1 : MostPasses;
        double operations = 2.0 * passes * settings.Batch * ComplexityCounter.Of(network, settings.Patch, MacConvention.Exact).Macs;
        double speed = Machine.OperationsPerSecond(recipe.Precision == NetworkPrecision.BFloat16 ? torch.ScalarType.BFloat16 : torch.ScalarType.Float32, device);
        Console.WriteLine(FormattableString.Invariant($"floor: {operations / 1e9:0} GFLOP in {passes} passes at {speed / 1e9:0} GFLOP/s of a large {(settings.Tf32 ? "TF32" : settings.Precision)} matrix product on {settings.Device}"));
        return operations / speed;
    }
}
