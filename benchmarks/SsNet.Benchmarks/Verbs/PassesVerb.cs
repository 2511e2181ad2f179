using System.CommandLine;
using System.Diagnostics;
using SsNet.Experiments.Recipes;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Benchmarks.Verbs;

/// <summary>Where the time of a step goes: single passes through the network, and what is not the network.</summary>
internal sealed class PassesVerb : Command
{
    /// <summary>The verb.</summary>
    public PassesVerb()
        : base("passes", "Single passes through the network of a training step")
    {
        var options = new StepOptions(this, [112, 112, 80], 4, 2);
        SetAction(parse => Run(options.Read(parse)));
    }

    private static void Run(StepSettings settings)
    {
        var recipe = settings.ToRecipe();
        var device = recipe.OpenDevice();
        if (settings.Threads > 0) set_num_threads(settings.Threads);
        using var network = MethodFactory.TrainedNetwork(recipe, device);
        network.Initialise(1);
        MethodFactory.SetComputation(recipe, network);
        network.train();
        using var scope = NewDisposeScope();
        var input = randn([settings.Batch, 1, .. settings.Patch.Select(n => (long)n)], device: device);
        Time("forward, no graph", () =>
        {
            using var _ = no_grad();
            network.forward(input);
        });
        Time("forward with graph", () => network.forward(input));
        Time("forward, backward to the input", () =>
        {
            var probe = input.detach().clone().requires_grad_();
            _ = autograd.grad([network.forward(probe).Logits.sum()], [probe]);
        });
        Time("forward, backward to the weights", () => network.forward(input).Logits.sum().backward());
        var features = randn([settings.Patch.Aggregate((long)settings.Batch / 2, (product, n) => product * n), settings.Width], device: device);
        Time("heads of one stream, forward and backward", () =>
        {
            var rows = features.detach().requires_grad_();
            network.Heads!.Prediction.forward(network.Heads.Projection.forward(rows)).sum().backward();
        });

        void Time(string name, Action action)
        {
            double best = double.PositiveInfinity;
            for (int i = 0; i <= settings.Iterations; i++)
            {
                using var inner = NewDisposeScope();
                long start = Stopwatch.GetTimestamp();
                action();
                if (device.type == DeviceType.CUDA) cuda.synchronize(device);
                if (i > 0) best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
            }

            Console.WriteLine(FormattableString.Invariant($"{name,-45}{best,10:0.000} s"));
        }
    }
}
