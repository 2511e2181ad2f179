using System.Collections.Immutable;
using SsNet.Data;
using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Imaging.Volumes;
using SsNet.Losses;
using SsNet.Networks;
using SsNet.Randomness;
using SsNet.Training;
using static TorchSharp.torch;

namespace SsNet.Experiments.Explaining;

/// <summary>
/// Explains a run by one batch: what its network does under noise, which voxels it takes for prototypes, and how its features lie, each before and after training. The batch is
/// normalised as in training, the running statistics stay as they are, and dropout is off, so that predictions differ by the noise alone.
/// </summary>
public static class RunExplanation
{
    private const int Steps = 7;

    /// <summary>Computes an explanation.</summary>
    /// <param name="options">Run and case.</param>
    /// <param name="progress">Told which step, counted from 1, of how many begins, and what it does.</param>
    /// <param name="cancellation">Stops between two passes, and while features are embedded.</param>
    /// <exception cref="Imaging.ReportedException">There is no such run or case, the run has no weights yet, or something cannot be read.</exception>
    public static Explanation Of(ExplanationOptions options, Action<int, int, string>? progress = null, CancellationToken cancellation = default)
    {
        var folder = RunFolder.Open(options.Run);
        string weights = folder.ModelPath;
        var recipe = RecipeFile.Load(folder.Recipe);
        recipe.Dropout = false;
        recipe.Smoothness = true;
        recipe.Magnitude = options.MagnitudeOf(recipe);
        var data = ExperimentData.Open(recipe, options.Data ?? RunRecord.DataFolder(folder));
        RunRecord.RequireSamePreparation(folder, data);

        void Begin(int step, string what)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Invoke(step, Steps, what);
        }

        Begin(1, "reading the cases");
        var device = recipe.OpenDevice();
        if (recipe.Threads > 0) set_num_threads(recipe.Threads);
        var (samples, index) = new ExplainedCases(recipe, data, unlabelled => Segment(options.Run, unlabelled, cancellation)).Batch(options.Case, options.Labelled);

        using var scope = NewDisposeScope();
        using var method = MethodFactory.Create(recipe, device);
        var network = method.Network;
        network.train();
        using var frozen = network.FreezeStatistics();
        using var batch = Batch.From([.. samples.Select(sample => sample.ToSample())], samples.Count(sample => sample.IsLabelled), device, network.Type);
        var smoothness = recipe.ToSsNetOptions().Smoothness!;
        long seed = options.Seed ?? recipe.Seed;
        using var random = new RandomTensors((long)new RandomSequence(seed, RandomPurpose.Explanation, 0).NextBits());
        var start = random.Uniform(empty(batch.Images.shape, batch.Images.dtype, device), 0, 1).sub_(0.5);
        var voxels = FeatureVoxels.Draw(samples, recipe.Classes, seed);

        Begin(2, "adversarial noise of the untrained network");
        var (untrained, untrainedFeatures) = Probe(network, smoothness, batch, start, voxels, (index, samples[index].Geometry), cancellation);
        Begin(3, "adversarial noise of the trained network");
        Checkpoint.LoadWeights(weights, network);
        var probe = NoiseProbe.Of(network, smoothness, batch.Images, start, cancellation);
        var trained = probe.Of(smoothness, index, samples[index].Geometry);
        double[,] trainedFeatures = voxels.Deep(probe.Output.Features);

        Begin(4, "prototypes");
        ExplainedPrototypes? prototypes = null;
        (double[,] Rows, double[,] Prototypes, ImmutableArray<int> Classes)? projected = null;
        // Heads that no loss has moved would choose by chance.
        if (method is Methods.SsNet { Separation: var separation } && recipe.ToSsNetOptions().SeparationWeight > 0)
        {
            if (File.Exists(folder.LastCheckpoint)) Checkpoint.LoadMethodState(folder.LastCheckpoint, method);
            prototypes = Choose(separation, batch, probe.Output, samples, recipe.Classes, samples[index].IsLabelled ? index : null);
            var (rows, classes) = FeatureVoxels.Prototypes(separation, recipe.Classes);
            projected = (voxels.Projected(network.Heads!, probe.Output.Features, batch.LabelledCount, batch.Known), rows, classes);
        }

        FeatureEmbedding Embed(int step, string what, double[,] features, double[,] among, ImmutableArray<int> classes)
        {
            Begin(step, $"t-SNE of {what}");
            return FeatureEmbedding.Of(features, voxels.Classes, among, classes, options.Embedding, cancellation);
        }

        return new Explanation
        {
            Run = Path.GetFileName(folder.Path),
            Method = recipe.MethodText,
            ClassNames = data.ClassNames,
            ClassColours = data.ClassColours,
            SliceAxis = recipe.SliceAxis,
            Samples = [.. samples],
            Index = index,
            RunSeed = recipe.Seed,
            NoiseSeed = seed,
            Untrained = untrained,
            Trained = trained,
            Prototypes = prototypes,
            UntrainedFeatures = Embed(5, "the untrained network's features", untrainedFeatures, new double[0, untrainedFeatures.GetLength(1)], []),
            TrainedFeatures = Embed(6, "the trained network's features", trainedFeatures, new double[0, trainedFeatures.GetLength(1)], []),
            ProjectedFeatures = projected is { } part ? Embed(7, "the projected features and prototypes", part.Rows, part.Prototypes, part.Classes) : null,
        };
    }

    /// <summary>One network's response to noise and its features, with nothing else of it kept.</summary>
    private static (NoiseResponse Response, double[,] Features) Probe(
        SegmentationNetwork network, AdversarialSmoothness smoothness, Batch batch, Tensor start, FeatureVoxels voxels, (int Index, Geometry Grid) explained, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        var probe = NoiseProbe.Of(network, smoothness, batch.Images, start, cancellation);
        return (probe.Of(smoothness, explained.Index, explained.Grid), voxels.Deep(probe.Output.Features));
    }

    private static ExplainedPrototypes Choose(
        ClassSeparation separation, Batch batch, NetworkOutput output, IReadOnlyList<ExplainedSample> samples, int classes, int? shown)
    {
        using var scope = NewDisposeScope();
        return ExplainedPrototypes.Of(
            separation,
            SeparationHeads.Rows(batch.Labelled(output.Features)),
            batch.Labels.flatten(),
            batch.Labelled(output.Logits).argmax(1).flatten(),
            samples,
            classes,
            shown);
    }

    /// <summary>What the run's network makes of a case that nobody segmented.</summary>
    private static Volume<byte> Segment(string run, Case unlabelled, CancellationToken cancellation)
    {
        using var model = RunModel.OfRun(run);
        return model.Predictor.Predict(unlabelled.Channels, null, cancellation).Labels;
    }
}
