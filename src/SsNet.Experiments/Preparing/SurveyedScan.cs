using SsNet.Experiments.Scans;
using SsNet.Imaging;
using SsNet.Imaging.Preparation;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Preparing;

/// <summary>What a look at a scan tells.</summary>
public sealed record SurveyedScan
{
    /// <summary>The scan.</summary>
    public required Scan Scan { get; init; }

    /// <summary>Its grid in the order of axes asked for; null if it cannot be used.</summary>
    public Geometry? Grid { get; init; }

    /// <summary>Lowest intensity of the first channel.</summary>
    public float Lowest { get; init; }

    /// <summary>Highest intensity of the first channel.</summary>
    public float Highest { get; init; }

    /// <summary>How many voxels have each value of the label map, the background's included; empty without a label.</summary>
    public IReadOnlyDictionary<int, long> LabelVoxels { get; init; } = new Dictionary<int, long>();

    /// <summary>The box around all classes on the grid; null without a label, or where there is no class.</summary>
    public VoxelBox? LabelBox { get; init; }

    /// <summary>The share of a class's voxels that are in one piece, of the class where it is least; 1 without a label.</summary>
    public double InLargestPiece { get; init; } = 1;

    /// <summary>Intensities of the first channel in all classes: some thousand of them, evenly spaced; empty without a label.</summary>
    public IReadOnlyList<float> ForegroundSample { get; init; } = [];

    /// <summary>What is wrong with the scan; null if it can be used.</summary>
    public string? Problem { get; init; }

    /// <summary>Looks at a scan; whatever is wrong with it is told, not thrown.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="axes">The order of axes.</param>
    /// <param name="scheme">What the values of the label map stand for; null for each value but 0 a class of its own.</param>
    internal static SurveyedScan Of(Scan scan, AxisOrder axes, LabelScheme? scheme)
    {
        try
        {
            var channels = ScanReading.Channels(scan);
            var order = PreparedGrid.Ordered(new PreparationSettings { Axes = axes }, channels[0].Geometry);
            var looked = new SurveyedScan { Scan = scan, Grid = order.To, Lowest = channels[0].Voxels.Min(), Highest = channels[0].Voxels.Max() };
            if (ScanReading.LabelValues(scan, channels[0].Geometry) is not { } values) return looked;
            var counts = Count(values.Voxels);
            var labels = (scheme ?? LabelScheme.OfValues(counts.Keys)).Map(values, scan.Label!.Path);
            return looked with
            {
                LabelVoxels = counts,
                InLargestPiece = LargestPiece.LeastShare(labels),
                ForegroundSample = Foreground(channels[0].Voxels, labels.Voxels),
                LabelBox = VoxelBox.Around(order.Apply(labels), LabelScheme.IsClass),
            };
        }
        catch (ReportedException failure)
        {
            return new SurveyedScan { Scan = scan, Problem = failure.Message };
        }
    }

    private static float[] Foreground(float[] voxels, byte[] labels)
    {
        const int Most = 4096;
        int step = labels.Count(LabelScheme.IsClass) / Most + 1;
        return [.. voxels.Where((_, i) => LabelScheme.IsClass(labels[i])).Where((_, i) => i % step == 0)];
    }

    private static Dictionary<int, long> Count(int[] values)
    {
        var counts = new Dictionary<int, long>();
        // Neighbours mostly have the same value: runs are counted at once.
        for (int start = 0, end; start < values.Length; start = end)
        {
            int value = values[start];
            for (end = start + 1; end < values.Length && values[end] == value;) end++;
            counts[value] = counts.GetValueOrDefault(value) + end - start;
        }

        return counts;
    }
}
