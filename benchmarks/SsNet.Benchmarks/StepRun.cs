using System.Diagnostics;
using SsNet.Benchmarks.Textbook;
using SsNet.Data;
using SsNet.Devices;
using SsNet.Experiments.Recipes;
using SsNet.Memory;
using SsNet.Methods;
using SsNet.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Benchmarks;

/// <summary>Trains on made-up samples: noise, with a bright ball that is the label.</summary>
internal static class StepRun
{
    /// <summary>Measures the iterations of one implementation.</summary>
    /// <param name="implementation">ours or textbook.</param>
    /// <param name="settings">The size.</param>
    public static Measurement Measure(string implementation, StepSettings settings)
    {
        // The textbook knows of none of these.
        if (implementation == "textbook") settings = settings with { MemoryLayout = "contiguous", Precision = "float32", KeepsMemory = false, SharedCleanPrediction = false, Profile = false };
        if (settings.KeepsMemory) TensorMemory.Keep();
        var recipe = settings.ToRecipe();
        var device = recipe.OpenDevice();
        if (settings.Threads > 0) set_num_threads(settings.Threads);
        var samples = Samples(settings);
        using var method = MethodFactory.Create(recipe, device);
        using var optimiser = new StochasticGradientDescent(method.Network, recipe.Momentum, recipe.WeightDecay);
        using var textbook = new TextbookSsNet(method.Network);
        var profile = settings.Profile ? new StepProfile(device) : null;
        long voxels = settings.Patch.Aggregate((long)settings.Batch, (product, n) => product * n);
        var seconds = new List<double>();
        for (int i = 0; i <= settings.Iterations; i++)
        {
            var watch = Stopwatch.StartNew();
            double loss;
            profile?.BeginStep();
            using (NewDisposeScope())
            {
                var batch = Batch.From(samples, recipe.LabelledPerBatch, device);
                loss = implementation == "textbook" ? textbook.Step(batch.Images, batch.Labels, recipe.ConsistencyWeight) : Step(method, optimiser, batch, i + 1, recipe.LearningRate, profile);
            }

            // A card computes on while the program goes on.
            if (device.type == DeviceType.CUDA) cuda.synchronize(device);
            profile?.EndStep(voxels);
            if (i > 0) seconds.Add(watch.Elapsed.TotalSeconds);
            Console.WriteLine(FormattableString.Invariant($"{implementation}: iteration {i}{(i == 0 ? " (not counted)" : "")}: {watch.Elapsed.TotalSeconds:0.000} s, loss {loss:0.00000}"));
        }

        if (profile is not null) Write(profile);
        return new Measurement(implementation, [.. seconds], device.type == DeviceType.CUDA ? GraphicsCard.MemoryInUse() : Machine.PeakMemory());
    }

    private static double Step(Method method, StochasticGradientDescent optimiser, Batch batch, long iteration, double learningRate, StepProfile? profile)
    {
        var objective = new Objective(profile);
        optimiser.ClearGradients();
        method.Step(batch, iteration, objective);
        objective.Backward();
        using (profile?.Phase("update")) optimiser.Step(learningRate);
        method.AfterUpdate(batch, iteration, objective);
        return objective.Total;
    }

    private static void Write(StepProfile profile)
    {
        foreach (var phase in profile.OfSteps)
        {
            var mean = phase.Time / profile.Iterations;
            Console.WriteLine(FormattableString.Invariant($"    {phase.Name,-28}{mean.TotalSeconds,10:0.000} s{100 * (mean / profile.StepTime),8:0.0} %"));
        }
    }

    private static Sample[] Samples(StepSettings settings)
    {
        var random = new Random(1);
        int[] strides = Imaging.Volumes.Geometry.Strides(settings.Patch);
        int voxels = settings.Patch.Aggregate(1, (product, n) => product * n);
        return [.. Enumerable.Range(0, settings.Batch).Select(sample =>
        {
            var label = new byte[voxels];
            var image = new float[voxels];
            for (int i = 0; i < voxels; i++)
            {
                double distance = Math.Sqrt(settings.Patch.Index().Sum(axis => Math.Pow((i / strides[axis.Index] % axis.Item + 0.5) / axis.Item - 0.5 - 0.02 * sample, 2)));
                label[i] = (byte)(distance < 0.3 ? 1 + (int)(distance / 0.3 * (settings.Classes - 1)) : 0);
                image[i] = (float)(random.NextDouble() - 0.5 + label[i]);
            }

            return new Sample($"{sample}", settings.Patch, [image], label);
        })];
    }
}
