using System.Collections.Immutable;
using SsNet.Data;
using SsNet.Methods;
using SsNet.Networks;
using SsNet.Training;
using static TorchSharp.torch;

namespace SsNet.Tests.Methods;

/// <summary>The smallest networks that four halvings leave anything to see for, and batches of two labelled and two unlabelled patches.</summary>
internal static class SmallTraining
{
    private const int Side = 16;
    private const int Labelled = 2;

    /// <summary>A V-Net for volumes of two classes.</summary>
    public static VNet Network(long seed = 0)
    {
        var network = new VNet(new NetworkOptions { BaseWidth = 2, SeparationHeads = true });
        network.Initialise(seed);
        return network;
    }

    /// <summary>A U-Net for slices of four classes.</summary>
    public static UNet SliceNetwork(long seed = 0)
    {
        var network = new UNet(new NetworkOptions { Dimension = 2, Classes = 4, BaseWidth = 2, SeparationHeads = true });
        network.Initialise(seed);
        return network;
    }

    /// <summary>Noise in which the labelled foreground is brighter.</summary>
    /// <param name="seed">The noise.</param>
    /// <param name="foreground">Whether there is any.</param>
    /// <param name="unlabelled">Patches without label, beside the two that have one.</param>
    public static Batch Batch(long seed, bool foreground = true, int unlabelled = 2)
    {
        using var scope = NewDisposeScope();
        var images = Noise(seed, Labelled + unlabelled, Side, Side, Side);
        var labels = images.narrow(0, 0, Labelled).squeeze(1).gt(foreground ? 0.5 : 1).to(ScalarType.Int64);
        return new Batch(images.MoveToOuterDisposeScope(), labels.MoveToOuterDisposeScope(), Ids(unlabelled));
    }

    /// <summary>Slices of noise in which every class is brighter than the one before.</summary>
    /// <param name="seed">The noise.</param>
    /// <param name="classes">The classes that the labels hold; what would be another one is background.</param>
    /// <param name="unlabelled">Slices without label, beside the two that have one.</param>
    public static Batch SliceBatch(long seed, int[] classes, int unlabelled = 2)
    {
        using var scope = NewDisposeScope();
        var images = Noise(seed, Labelled + unlabelled, 2 * Side, 2 * Side);
        var labels = images.narrow(0, 0, Labelled).squeeze(1).mul(4).floor().to(ScalarType.Int64);
        foreach (int c in Enumerable.Range(1, 3).Except(classes)) labels.masked_fill_(labels.eq(c), 0);
        return new Batch(images.MoveToOuterDisposeScope(), labels.MoveToOuterDisposeScope(), Ids(unlabelled));
    }

    /// <summary>Prototypes of the three foreground classes of slices, as a run has them that goes on.</summary>
    public static Dictionary<string, Tensor> Prototypes() =>
        Enumerable.Range(1, 3).ToDictionary(c => $"prototypes.{c}", c => Noise(c, 32, SeparationHeads.ProjectedLength).squeeze(1));

    /// <summary>One iteration of training as a trainer does it; returns the value of the objective.</summary>
    /// <param name="method">What is trained.</param>
    /// <param name="optimiser">The optimiser of its network.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="iteration">The iteration, counted from 1.</param>
    /// <param name="done">Sees the objective in the end.</param>
    public static double Iterate(Method method, StochasticGradientDescent optimiser, Batch batch, long iteration, Action<Objective>? done = null)
    {
        using var scope = NewDisposeScope();
        var objective = new Objective();
        optimiser.ClearGradients();
        method.Step(batch, iteration, objective);
        objective.Backward();
        optimiser.Step(0.01);
        method.AfterUpdate(batch, iteration, objective);
        done?.Invoke(objective);
        return objective.Total;
    }

    private static ImmutableArray<string> Ids(int unlabelled) => [.. "abcdef".Take(Labelled + unlabelled).Select(id => $"{id}")];

    private static Tensor Noise(long seed, int samples, params long[] size)
    {
        using var generator = new Generator((ulong)seed, CPU);
        return rand([samples, 1, .. size], ScalarType.Float32, CPU, generator: generator);
    }
}
