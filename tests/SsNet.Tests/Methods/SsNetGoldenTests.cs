using SsNet.Data;
using SsNet.Losses;
using SsNet.Methods;
using SsNet.Networks;
using SsNet.Testing;
using SsNet.Tests.Goldens;
using SsNet.Training;
using TorchSharp;
using static TorchSharp.torch;
using SsNetMethod = SsNet.Methods.SsNet;

namespace SsNet.Tests.Methods;

/// <summary>Whole training iterations: objective, gradients, memory, optimiser and running statistics together.</summary>
[Trait("Category", "Golden")]
public class SsNetGoldenTests
{
    private const int Labelled = 2;

    private static readonly SsNetOptions ThreeAxes = new() { SeparationVariant = SeparationVariant.Released };

    private static readonly SsNetOptions TwoAxes = ThreeAxes with
    {
        DiceForm = DiceForm.Squared,
        Smoothness = new AdversarialSmoothness { DiceForm = DiceForm.Squared, Magnitude = 6 },
        Consistency = new ConsistencyWeight { Maximum = 0.1, RampLength = 200, CountsCurrentIteration = false },
    };

    [Theory]
    [InlineData(3, "early", "f64")]
    [InlineData(3, "early", "f32")]
    [InlineData(3, "late", "f64")]
    [InlineData(3, "late", "f32")]
    [InlineData(2, "early", "f64")]
    [InlineData(2, "early", "f32")]
    [InlineData(2, "late", "f64")]
    [InlineData(2, "late", "f32")]
    public void It_trains_as_the_published_code_does(int dimension, string start, string group)
    {
        using var scope = NewDisposeScope();
        using var file = GoldenFile.Open($"train{dimension}d.h5");
        var precision = new Precision(group);
        var network = GoldenNetworks.Create(dimension, precision, file.Scalar("weights_seed"));

        using var method = new SsNetMethod(network, dimension == 3 ? ThreeAxes : TwoAxes, seed: 0);
        using var optimiser = new StochasticGradientDescent(network, momentum: 0.9, weightDecay: 1e-4);
        var images = file.Tensor("x", precision.Type);
        using var batch = new Batch(images, file.Tensor("labels", ScalarType.Int64).narrow(0, 0, Labelled), []);
        long firstIteration = (long)file.Scalar($"{start}/start_iter") + 1;

        for (int i = 0; file.Exists($"{start}/{group}/iter{i}"); i++)
        {
            using var step = NewDisposeScope();
            string path = $"{start}/{group}/iter{i}";
            AssertPredictedClasses(file, path, precision, network, batch);
            var objective = new Objective();
            optimiser.ClearGradients();
            method.Step(batch, firstIteration + i, file.Tensor($"noise_d0_iter{i}", precision.Type), objective);
            AssertTerms(file, path, firstIteration + i, objective, precision.Scalar(Drift(i, 4e-5, 2e-4, 3e-4)), Scale(precision));
            AssertMemory(file, path, method, precision, precision.Array(Drift(i, 2e-5, 1e-3, 2e-3)));

            objective.Backward();
            optimiser.Step(0.01);
            AssertParameters(file, path, network, precision, precision.Array(Drift(i, 6e-6, 2e-5, 5e-5)));
            file.AssertStatistics($"{path}/bn", network.state_dict(), precision.Array(Drift(i, 2e-5, 1e-3, 2e-3)), Scale(precision));
        }
    }

    /// <summary>What rounding in float32 adds up to, iteration by iteration.</summary>
    private static double Drift(int iteration, params ReadOnlySpan<double> deviations) => deviations[Math.Min(iteration, deviations.Length - 1)];

    /// <summary>In float32 the deviations are absolute.</summary>
    private static double Scale(Precision precision) => precision.IsDouble ? 0 : 1;

    private static void AssertPredictedClasses(GoldenFile file, string path, Precision precision, SegmentationNetwork network, Batch batch)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        using var frozen = network.FreezeStatistics();
        var predicted = network.forward(batch.Images).Logits.argmax(1);
        var correct = predicted.narrow(0, 0, Labelled).eq(batch.Labels).logical_and(batch.Labels.gt(0));
        var pseudoLabels = predicted.narrow(0, Labelled, predicted.shape[0] - Labelled);

        int classes = network.Options.Classes;
        Assert.Equal(file.Numbers($"{path}/n_correct"), Enumerable.Range(0, classes).Select(c => Count(batch.Labels.eq(c).logical_and(correct))));
        // Rounding flips a few unlabelled voxels in float32.
        if (precision.IsDouble) Assert.Equal(file.Numbers($"{path}/n_pseudo"), Enumerable.Range(0, classes).Select(c => Count(pseudoLabels.eq(c))));
    }

    private static double Count(Tensor mask) => mask.sum().ToDouble();

    private static void AssertTerms(GoldenFile file, string path, long iteration, Objective objective, double tolerance, double scale)
    {
        LossTerm Term(string name) => objective.Terms.Single(term => term.Name == name);
        Assert.Equal(file.Scalar($"{path}/iter_num"), iteration);
        file.AssertNear($"{path}/consistency_weight", Term("lds").Weight, 1e-12);
        file.AssertNear($"{path}/loss_dice", Term("seg").Value, tolerance, scale);
        file.AssertNear($"{path}/loss_lds", Term("lds").Value, tolerance, scale);
        file.AssertNear($"{path}/loss_contr_labelled", Term("con_labelled").Value, tolerance, scale);
        file.AssertNear($"{path}/loss_contr_unlabelled", Term("con_unlabelled").Value, tolerance, scale);
        file.AssertNear($"{path}/loss_total", objective.Total, tolerance, scale);
    }

    private static void AssertMemory(GoldenFile file, string path, SsNetMethod method, Precision precision, double tolerance)
    {
        foreach (var (name, rows) in method.State)
        {
            string memory = $"{path}/memory_{name.Split('.')[1]}";
            if (!file.Exists(memory)) continue;
            var ours = precision.IsDouble ? rows : InOrderOf(file.Tensor(memory), rows);
            file.AssertNear(memory, ours, tolerance);
        }
    }

    /// <summary>Rows stand in the order of their scores, and rounding in float32 swaps neighbours: each row is put where the nearest recorded one is.</summary>
    private static Tensor InOrderOf(Tensor recorded, Tensor rows)
    {
        var nearest = cdist(recorded, rows.to(recorded.dtype)).argmin(1);
        Assert.Equal(rows.shape[0], nearest.unique().output.numel());
        return rows.index_select(0, nearest);
    }

    private static void AssertParameters(GoldenFile file, string path, SegmentationNetwork network, Precision precision, double tolerance)
    {
        var parameters = network.named_parameters().ToDictionary(entry => entry.name, entry => (Tensor)entry.parameter);
        string[] order = GoldenWeights.Names(GoldenNetworks.ParameterOrder(network.Options.Dimension));
        double[] norms = file.Numbers($"{path}/param_norms");
        byte[] learned = file.Bytes($"{path}/param_has_grad");
        for (int p = 0; p < order.Length; p++)
        {
            using var gradient = parameters[order[p]].grad;
            Assert.True(gradient is not null == (learned[p] == 1), $"{path}: {order[p]} has {(gradient is null ? "no" : "a")} gradient.");
            double norm = parameters[order[p]].norm().ToDouble();
            Assert.True(Math.Abs(norm - norms[p]) <= precision.Scalar(4e-5) * norms[p], $"{path}: {order[p]} has norm {norm}, recorded was {norms[p]}.");
        }

        foreach (string name in file.Names($"{path}/param"))
        {
            long count = Math.Min(16, parameters[name].numel());
            file.AssertNear($"{path}/param/{name}/first16", parameters[name].flatten().narrow(0, 0, count), tolerance, Scale(precision));
        }
    }
}
