using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SsNet.Experiments.Scans;
using SsNet.Imaging.Preparation;
using SsNet.Imaging.Resampling;

namespace SsNet.Experiments.Preparing;

/// <summary>How a data set is prepared.</summary>
public sealed record PrepareOptions
{
    /// <summary>What preparing a scan of 512×512×300 voxels was measured to take.</summary>
    private const long BytesPerScan = 4L << 30;

    /// <summary>As many scans at a time as there are processors, or fewer where large ones would not fit into the memory together.</summary>
    public static int DefaultWorkers => (int)Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / BytesPerScan, 1, Environment.ProcessorCount);

    /// <summary>The order of the axes.</summary>
    public AxisOrder Axes { get; init; } = AxisOrder.Canonical;

    /// <summary>Spacing along each axis in mm, 0 for what the image has; empty for what it has along all; null for the median of the training scans with a label.</summary>
    public ImmutableArray<double>? Spacing { get; init; }

    /// <summary>How intensities are interpolated.</summary>
    public Interpolation Interpolation { get; init; }

    /// <summary>How intensities are scaled; null for what the data set is published with, else z-scores.</summary>
    public IntensityScale? Intensity { get; init; }

    /// <summary>Which part of an image is kept; null for what the data set is published with, else all.</summary>
    public ScanCrop? Crop { get; init; }

    /// <summary>How far the cut reaches beyond body or label, in mm; null for 5 around a body and 10 around labels, 9.375 (15 voxels) in the raw left atrium data.</summary>
    public double? CropMargin { get; init; }

    /// <summary>What the values of the label maps stand for; null for what the data set says, else each value is a class.</summary>
    public LabelScheme? Labels { get; init; }

    /// <summary>Share of the labelled scans (patients) set apart for the test, from 0 to below 1; null for a fifth where there are at least 5, else none. Without effect where the data set has test cases.</summary>
    public double? TestShare { get; init; }

    /// <summary>Seed that chooses them.</summary>
    public long SplitSeed { get; init; } = 1;

    /// <summary>Which scans of the data set are taken.</summary>
    public ScanOptions Scans { get; init; } = new();

    /// <summary>How many scans are prepared at a time.</summary>
    [JsonIgnore]
    public int Workers { get; init; } = DefaultWorkers;

    /// <summary>Whether scans that cannot be used are left out instead of stopping the work.</summary>
    [JsonIgnore]
    public bool SkipBroken { get; init; }
}
