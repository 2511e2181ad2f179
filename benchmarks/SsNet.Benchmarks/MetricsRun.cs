using System.Diagnostics;
using SsNet.Benchmarks.Textbook;
using SsNet.Imaging;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Metrics;
using SsNet.Imaging.Morphology;
using SsNet.Imaging.Volumes;

namespace SsNet.Benchmarks;

/// <summary>Compares two label maps again and again.</summary>
internal static class MetricsRun
{
    /// <summary>Calls before those that count: the just-in-time compiler takes its time with the first ones.</summary>
    private const int Uncounted = 3;

    private const string Four = "Dice, Jaccard, 95HD, ASD", DiceAlone = "Dice alone", Component = "largest component";

    /// <summary>What can be measured, in the order of the tables.</summary>
    public static IReadOnlyList<string> Questions { get; } = [Four, DiceAlone, Component];

    /// <summary>Measures one implementation.</summary>
    /// <param name="question">One of <see cref="Questions"/>.</param>
    /// <param name="implementation">ours or textbook.</param>
    /// <param name="files">Prediction and truth; empty for made-up ones.</param>
    /// <param name="label">The class.</param>
    /// <param name="repeats">How often.</param>
    public static Measurement Measure(string question, string implementation, string[] files, byte label, int repeats)
    {
        var (prediction, truth) = Read(files, label);
        var action = ActionOf(question, implementation, prediction, truth, label);
        var seconds = new double[repeats];
        for (int i = -Uncounted; i < repeats; i++)
        {
            long start = Stopwatch.GetTimestamp();
            string result = action();
            double elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (i == -Uncounted) Console.WriteLine(FormattableString.Invariant($"{question}, {implementation}: {result}; the first call took {elapsed * 1000:0.0} ms"));
            if (i >= 0) seconds[i] = elapsed;
        }

        return new Measurement(implementation, seconds, Machine.PeakMemory());
    }

    /// <summary>Reads what is compared.</summary>
    /// <param name="files">Prediction and truth; empty for made-up ones.</param>
    /// <param name="label">The class.</param>
    /// <exception cref="ReportedException">A file cannot be read, the label maps differ in size, or one of them has no voxel of the class.</exception>
    public static (Volume<byte> Prediction, Volume<byte> Truth) Read(string[] files, byte label)
    {
        var (prediction, truth) = files.Length == 0 ? MadeUpLabelMaps.Pair() : (ImageFile.ReadLabels(files[0]), ImageFile.ReadLabels(files[1]));
        return prediction.Geometry.HasSameSize(truth.Geometry) && prediction.Voxels.Contains(label) && truth.Voxels.Contains(label)
            ? (prediction, truth)
            : throw new ReportedException(
                $"The label maps, {prediction.Geometry.SizeText} and {truth.Geometry.SizeText}, must be of one size and both hold class {label}; choose two of one scan, and the class by --class.");
    }

    private static Func<string> ActionOf(string question, string implementation, Volume<byte> prediction, Volume<byte> truth, byte label)
    {
        var textbook = new TextbookMetrics(prediction, truth, label);
        return (question, implementation) switch
        {
            (Four, "textbook") => () => Text(textbook.Four()),
            (Four, _) => () => Text(SegmentationMetrics.Compute(prediction, truth, label)),
            (DiceAlone, "textbook") => () => Text(textbook.Dice()),
            (DiceAlone, _) => () => Text(SegmentationMetrics.Dice(prediction, truth, label)),
            (_, "textbook") => () => Text(TextbookLargestComponent.Keep(prediction)),
            _ => () => Text(LargestComponent.Keep(prediction)),
        };
    }

    private static string Text(SegmentationScore score) => string.Join(", ", Text(score.Dice), Text(score.Jaccard), Text(score.Hd95), Text(score.Asd));

    private static string Text(double value) => FormattableString.Invariant($"{value:0.000000}");

    private static string Text(Volume<byte> mask) => FormattableString.Invariant($"{mask.Voxels.Length - mask.Voxels.AsSpan().Count((byte)0)} voxels");
}
