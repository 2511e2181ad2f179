using SsNet.Randomness;

namespace SsNet.Experiments.Phantoms;

/// <summary>
/// How one scan of a left atrium phantom looks. Blood has the brightness 1. Ten measures vary on their own from scan to scan, so
/// a handful of scans leaves most of the range unseen.
/// </summary>
internal sealed record LeftAtriumAppearance
{
    private LeftAtriumAppearance()
    {
    }

    /// <summary>Brightness of the tissue around.</summary>
    public required double Tissue { get; init; }

    /// <summary>Brightness of the lung.</summary>
    public required double Lung { get; init; }

    /// <summary>Brightness of the walls: from dark to brighter than blood, as with late enhancement.</summary>
    public required double Wall { get; init; }

    /// <summary>Thickness of the walls between two chambers, in mm.</summary>
    public required double WallThickness { get; init; }

    /// <summary>Standard deviation of the tissue's texture.</summary>
    public required double Texture { get; init; }

    /// <summary>Size of the texture's spots in mm.</summary>
    public required double TextureLength { get; init; }

    /// <summary>What the scanner does to the picture.</summary>
    public required ScanQuality Quality { get; init; }

    /// <summary>The looks of a scan.</summary>
    /// <param name="random">Where its measures come from.</param>
    public static LeftAtriumAppearance Draw(ref RandomSequence random)
    {
        double tissue = random.Uniform(0.15, 0.65);
        return new LeftAtriumAppearance
        {
            Tissue = tissue,
            Lung = tissue * random.Uniform(0.1, 0.7),
            Wall = random.Uniform(0.3, 1.25),
            WallThickness = random.Uniform(0.9, 2.2),
            Texture = random.Uniform(0.04, 0.22),
            TextureLength = random.Uniform(3, 8),
            Quality = ScanQuality.OfVolume(ref random),
        };
    }
}
