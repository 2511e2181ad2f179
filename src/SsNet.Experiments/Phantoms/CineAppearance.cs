using SsNet.Randomness;

namespace SsNet.Experiments.Phantoms;

/// <summary>
/// How one scan of a cine phantom looks. Blood of the left ventricle has the brightness 1. Every measure varies on its own from
/// scan to scan, so a handful of scans leaves most of the range unseen.
/// </summary>
internal sealed record CineAppearance
{
    private CineAppearance()
    {
    }

    /// <summary>Brightness of the heart's muscle.</summary>
    public required double Muscle { get; init; }

    /// <summary>Brightness of blood in the right ventricle and in all vessels, which may lag behind a contrast agent.</summary>
    public required double OtherBlood { get; init; }

    /// <summary>Brightness of what lies around heart and vessels: darker or brighter than the muscle.</summary>
    public required double Tissue { get; init; }

    /// <summary>Brightness of fat: from dim to brighter than blood.</summary>
    public required double Fat { get; init; }

    /// <summary>Brightness of the liver: near the muscle's.</summary>
    public required double Liver { get; init; }

    /// <summary>Brightness of the stomach: from empty to full.</summary>
    public required double Stomach { get; init; }

    /// <summary>Brightness of the lung.</summary>
    public required double Lung { get; init; }

    /// <summary>Thickness of the right ventricle's and the vessels' walls, in mm.</summary>
    public required double ThinWall { get; init; }

    /// <summary>How far muscle strands reach into the left cavity, in mm.</summary>
    public required double LeftStrands { get; init; }

    /// <summary>How far muscle strands reach into the right cavity, in mm.</summary>
    public required double RightStrands { get; init; }

    /// <summary>Standard deviation of the tissue's texture.</summary>
    public required double Texture { get; init; }

    /// <summary>Size of the texture's spots in mm.</summary>
    public required double TextureLength { get; init; }

    /// <summary>Standard deviation of what the stream does to the brightness of blood.</summary>
    public required double Flow { get; init; }

    /// <summary>What the scanner does to the picture.</summary>
    public required ScanQuality Quality { get; init; }

    /// <summary>The looks of a scan.</summary>
    /// <param name="random">Where its measures come from.</param>
    public static CineAppearance Draw(ref RandomSequence random)
    {
        double muscle = random.Uniform(0.2, 0.6);

        // Darker or brighter than the muscle, but never the same: a border that cannot be seen cannot be learned.
        double contrast = random.Uniform(-1, 1);
        double tissue = contrast < 0 ? muscle * (0.75 + 0.6 * contrast) : muscle + 0.1 + 0.3 * contrast;
        return new CineAppearance
        {
            Muscle = muscle,
            OtherBlood = random.Uniform(0.85, 1.15),
            Tissue = tissue,
            Fat = random.Uniform(0.5, 1.25),
            Liver = muscle * random.Uniform(0.7, 1.4),
            Stomach = random.Uniform(0.1, 1),
            Lung = random.Uniform(0.03, 0.2),
            ThinWall = random.Uniform(1, 2.6),
            LeftStrands = random.Uniform(0.4, 1.8),
            RightStrands = random.Uniform(1, 3.2),
            Texture = random.Uniform(0.03, 0.12),
            TextureLength = random.Uniform(4, 9),
            Flow = random.Uniform(0.03, 0.14),
            Quality = ScanQuality.OfSlices(ref random),
        };
    }
}
