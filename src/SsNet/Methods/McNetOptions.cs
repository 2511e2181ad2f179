using SsNet.Losses;

namespace SsNet.Methods;

/// <summary>Options of <see cref="McNet"/>; the defaults are those of the published code for volumes.</summary>
public sealed record McNetOptions
{
    /// <summary>What the labelled samples are supervised by.</summary>
    public SegmentationLoss Supervision { get; init; } = new();

    /// <summary>κ: the weight of each decoder's supervision; 0.5 on LA, 1 on ACDC.</summary>
    public double DecoderWeight { get; init; } = 0.5;

    /// <summary>λ(t), the weight of the mutual consistency.</summary>
    public ConsistencyWeight Consistency { get; init; } = new();

    /// <summary>T of the sharpening, above 0.</summary>
    public double Temperature { get; init; } = 0.1;
}
