using System.Diagnostics;
using SsNet.Benchmarks.Textbook;
using SsNet.Imaging;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Volumes;
using SsNet.Inference;
using SsNet.Memory;
using static TorchSharp.torch;

namespace SsNet.Benchmarks;

/// <summary>Segments an image, or noise of one window's size.</summary>
internal static class PredictionRun
{
    /// <summary>Measures one implementation.</summary>
    /// <param name="implementation">ours or textbook.</param>
    /// <param name="settings">What is segmented.</param>
    /// <param name="labelsPath">Where the label map goes, one byte per voxel.</param>
    public static Measurement Measure(string implementation, PredictionSettings settings, string labelsPath)
    {
        // The textbook knows of none of these.
        if (implementation == "textbook") settings = settings with { Precision = "float32", KeepsMemory = false };
        if (settings.Threads > 0) set_num_threads(settings.Threads);
        if (settings.KeepsMemory) TensorMemory.Keep();
        var (recipe, network) = settings.Load();
        using var owned = network;
        var predictor = new Predictor(network, recipe.ToPredictionOptions());
        var image = settings.Image is null ? Noise([.. recipe.Patch]) : ImageFile.ReadImage(settings.Image);
        if (network.Options.Dimension != 3 || image.Geometry.Size.Zip(recipe.Patch).Any(pair => pair.First < pair.Second))
        {
            throw new ReportedException($"{image.Geometry.SizeText} voxels: volumes at least as large as a window ({Geometry.Format(recipe.Patch.AsSpan())}) are measured; choose another image or --patch.");
        }

        var seconds = new List<double>();
        for (int i = 0; i <= settings.Iterations; i++)
        {
            long start = Stopwatch.GetTimestamp();
            var labels = implementation == "textbook"
                ? TextbookPrediction.Labels(network, image, [.. recipe.Patch], [.. recipe.Stride])
                : predictor.Predict([image]).Labels.Voxels;
            double taken = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (i > 0) seconds.Add(taken);
            else File.WriteAllBytes(labelsPath, labels);
            Console.WriteLine(FormattableString.Invariant($"{implementation}: repetition {i}{(i == 0 ? " (not counted)" : "")}: {taken:0.000} s"));
        }

        return new Measurement(implementation, [.. seconds], Machine.PeakMemory());
    }

    private static Volume<float> Noise(int[] size)
    {
        var random = new Random(1);
        var geometry = Geometry.OfSize(size);
        return new Volume<float>(geometry, [.. Enumerable.Range(0, (int)geometry.VoxelCount).Select(_ => (float)random.NextDouble() - 0.5f)]);
    }
}
