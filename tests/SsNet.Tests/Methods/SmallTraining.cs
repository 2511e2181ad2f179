using SsNet.Data;
using SsNet.Methods;
using SsNet.Networks;
using SsNet.Training;
using static TorchSharp.torch;

namespace SsNet.Tests.Methods;

/// <summary>The smallest V-Net that four halvings leave anything to see for, and batches of two labelled and two unlabelled patches.</summary>
internal static class SmallTraining
{
    private const int Side = 16;

    public static VNet Network(long seed = 0)
    {
        var network = new VNet(new NetworkOptions { BaseWidth = 2 }, separationHeads: true);
        network.Initialise(seed);
        return network;
    }

    /// <summary>Noise in which the labelled foreground is brighter.</summary>
    public static Batch Batch(long seed, bool foreground = true)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed, CPU);
        var images = rand([4, 1, Side, Side, Side], ScalarType.Float32, CPU, generator: generator);
        var labels = images.narrow(0, 0, 2).squeeze(1).gt(foreground ? 0.5 : 1).to(ScalarType.Int64);
        return new Batch(images.MoveToOuterDisposeScope(), labels.MoveToOuterDisposeScope(), ["a", "b", "c", "d"]);
    }

    /// <summary>One iteration of training as a trainer does it; returns the value of the objective.</summary>
    public static double Iterate(Method method, StochasticGradientDescent optimiser, Batch batch, long iteration)
    {
        using var scope = NewDisposeScope();
        var objective = new Objective();
        optimiser.ClearGradients();
        method.Step(batch, iteration, objective);
        objective.Backward();
        optimiser.Step(0.01);
        method.AfterUpdate(iteration);
        return objective.Total;
    }
}
