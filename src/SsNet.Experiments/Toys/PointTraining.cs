using SsNet.Data;
using SsNet.Methods;
using SsNet.Training;
using static TorchSharp.torch;

namespace SsNet.Experiments.Toys;

/// <summary>Trains a <see cref="PointNetwork"/> by the very methods that segment scans; every step sees all points.</summary>
public static class PointTraining
{
    private const double Momentum = 0.9;

    /// <summary>Trains from fresh weights. They are the same for every method and number of labels.</summary>
    /// <param name="method">Which way to learn.</param>
    /// <param name="points">The points.</param>
    /// <param name="labelled">How many of them, from the first, are labelled; the classes of the others are not read.</param>
    /// <param name="options">How to train.</param>
    /// <param name="seed">Decides first weights and perturbations.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>The method with its trained network, a <see cref="PointNetwork"/>; the caller's to dispose.</returns>
    /// <exception cref="Imaging.ReportedException">A loss is not finite.</exception>
    public static Method Train(ToyMethod method, ToyPoints points, int labelled, TwoMoonsOptions options, long seed, CancellationToken cancellation = default)
    {
        var trained = Create(method, new PointNetwork(points.Classes.Max(), options.Width), options, seed);
        try
        {
            using var optimiser = new StochasticGradientDescent(trained.Network, Momentum, weightDecay: 0);
            using var batch = ToBatch(points, labelled);
            for (int iteration = 1; iteration <= options.Iterations; iteration++)
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                var objective = new Objective();
                optimiser.ClearGradients();
                trained.Step(batch, iteration, objective);
                objective.Backward();
                optimiser.Step(options.LearningRate);
            }

            return trained;
        }
        catch
        {
            trained.Dispose();
            throw;
        }
    }

    private static Method Create(ToyMethod method, PointNetwork network, TwoMoonsOptions options, long seed)
    {
        network.Initialise(seed);
        return method == ToyMethod.SsNet ? new Methods.SsNet(network, options.ToSsNetOptions(), seed) : new Supervised(network, TwoMoonsOptions.Supervision, seed);
    }

    private static Batch ToBatch(ToyPoints points, int labelled) =>
        new(PointNetwork.ToTensor(points.Positions), tensor([.. points.Classes.Take(labelled).Select(moon => (long)moon)]), [.. points.Positions.Select((_, i) => $"point {i}")]);
}
