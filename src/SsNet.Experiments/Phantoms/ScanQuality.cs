using SsNet.Randomness;

namespace SsNet.Experiments.Phantoms;

/// <summary>What a scanner does to a picture, whatever it shows. Blood has the brightness 1.</summary>
internal sealed record ScanQuality
{
    /// <summary>Blur of the whole scan: standard deviation in mm.</summary>
    public required double Blur { get; init; }

    /// <summary>Blur where borders dissolve: standard deviation in mm.</summary>
    public required double LocalBlur { get; init; }

    /// <summary>Strength of the brightness drift across the scan (of its logarithm).</summary>
    public required double Bias { get; init; }

    /// <summary>Standard deviation of the noise.</summary>
    public required double Noise { get; init; }

    /// <summary>The quality of a scan with isotropic voxels.</summary>
    /// <param name="random">Where its measures come from.</param>
    public static ScanQuality OfVolume(ref RandomSequence random) => new()
    {
        Blur = random.Uniform(0.5, 1.1),
        LocalBlur = random.Uniform(1.6, 2.8),
        Bias = random.Uniform(0.05, 0.3),
        Noise = random.Uniform(0.04, 0.18),
    };

    /// <summary>The quality of a scan in thick slices, whose pixels are larger.</summary>
    /// <param name="random">Where its measures come from.</param>
    public static ScanQuality OfSlices(ref RandomSequence random) => new()
    {
        Blur = random.Uniform(0.7, 1.5),
        LocalBlur = random.Uniform(2.2, 4.2),
        Bias = random.Uniform(0.05, 0.35),
        Noise = random.Uniform(0.02, 0.1),
    };
}
