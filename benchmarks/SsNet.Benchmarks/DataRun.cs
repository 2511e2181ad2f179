using System.Diagnostics;
using SsNet.Data;
using SsNet.Experiments.Recipes;
using SsNet.Randomness;
using static TorchSharp.torch;

namespace SsNet.Benchmarks;

/// <summary>Makes batches and does nothing with them.</summary>
/// <param name="recipe">How many samples a batch has, and what cases are checked for.</param>
/// <param name="augmentation">Makes samples of cases.</param>
/// <param name="data">The cases: as many as <paramref name="batches"/> batches take.</param>
/// <param name="batches">Batches in which every case occurs once.</param>
internal sealed class DataRun(Recipe recipe, Augmentation augmentation, Dataset data, int batches)
{
    private const long Seed = 1;

    /// <summary>Seconds for one case to be decoded, one sample to be made of it, and one batch of samples to become tensors, each on one thread.</summary>
    public (double Decoding, double Augmentation, double Tensors) Parts()
    {
        var cases = new List<Case>();
        double decoding = Seconds(() => cases.AddRange(data.Labelled.Concat(data.Unlabelled).Select(source => source.Load()))) / cases.Count;
        var samples = new List<Sample>();
        Sample Make(int index)
        {
            var random = new RandomSequence(Seed, RandomPurpose.Augmentation, index);
            return augmentation.Apply(cases[index], ref random);
        }

        for (int i = 0; i < cases.Count; i++) Make(i);
        double making = Seconds(() => samples.AddRange(Enumerable.Range(0, cases.Count).Select(Make))) / cases.Count;
        Sample[] chosen = [.. samples.Take(recipe.LabelledPerBatch), .. samples.TakeLast(recipe.UnlabelledPerBatch)];
        ToTensors(chosen);
        return (decoding, making, Seconds(() => ToTensors(chosen)) / batches);
    }

    /// <summary>Seconds per batch: while every case has to be decoded, and when all are in memory.</summary>
    /// <param name="workers">Background threads; with none, the thread that would train makes the samples.</param>
    /// <param name="rounds">How many times every case is used when all are in memory.</param>
    public (double Cold, double Warm) PerBatch(int workers, int rounds)
    {
        var sampler = new TwoStreamSampler(data.Labelled.Count, data.Unlabelled.Count, recipe.LabelledPerBatch, recipe.UnlabelledPerBatch, Seed);
        var cache = new CaseCache(recipe.ToTrainingRequirements(allowsIgnored: false).Check);
        var watch = Stopwatch.StartNew();
        using var pipeline = new BatchPipeline(data, sampler, cache, augmentation, Seed, workers, prefetch: 2 * workers);
        double cold = Next(batches, pipeline, watch);
        // What was made ahead while the cache was cold does not count.
        for (int i = 0; i < 2 * workers; i++) pipeline.Next();
        return (cold, Next(batches * rounds, pipeline, Stopwatch.StartNew()));
    }

    private static double Next(int count, BatchPipeline pipeline, Stopwatch watch)
    {
        for (int i = 0; i < count; i++) pipeline.Next();
        return watch.Elapsed.TotalSeconds / count;
    }

    private void ToTensors(Sample[] samples)
    {
        for (int i = 0; i < batches; i++)
        {
            using var scope = NewDisposeScope();
            Batch.From(samples, recipe.LabelledPerBatch, CPU);
        }
    }

    private static double Seconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
