using SsNet.Imaging.Volumes;
using SsNet.Networks;

namespace SsNet.Experiments.Complexity;

/// <summary>
/// The columns "Para." and "MACs" of the paper's tables 1 (la) and 2 (acdc), counted on the networks that give the printed digits. Those are not always the
/// networks of the experiments; every row says in what it differs.
/// </summary>
public static class PaperComplexity
{
    private const string WithoutNormalisation = "counted without normalisation, which the trained network has";
    private const string TwoHeads = "two heads with all classes each";
    private const string NoDiscriminator = "the discriminator is not counted";
    private const string BothDecoders = "both decoders; one of them predicts";
    private const string IdleHeads = "the heads of the class separation are among the parameters, but do not run";

    private static readonly NetworkOptions LeftAtrium = new();
    private static readonly NetworkOptions WithoutBatch = LeftAtrium with { Normalisation = Normalisation.None };
    private static readonly NetworkOptions Acdc = new() { Dimension = 2, Classes = 4 };

    /// <summary>The rows of both tables in the paper's order.</summary>
    public static IEnumerable<ComplexityRow> Rows() => Rows("la", [112, 112, 80], LaEntries).Concat(Rows("acdc", [256, 256], AcdcEntries));

    private static Entry[] LaEntries =>
    [
        new("V-Net", () => new VNet(WithoutBatch), new(9.44m, 47.02m), WithoutNormalisation),
        new("UA-MT", () => new VNet(WithoutBatch), new(9.44m, 47.02m), WithoutNormalisation),
        new("SASSNet", () => new VNet(WithoutBatch with { LevelSets = 2 }), new(9.44m, 47.05m), $"{WithoutNormalisation}; {TwoHeads}; {NoDiscriminator}"),
        new("DTC", () => new VNet(WithoutBatch with { LevelSets = 2 }), new(9.44m, 47.05m), $"{WithoutNormalisation}; {TwoHeads}"),
        new(
            "URPC",
            () => new PyramidUNet(LeftAtrium with { Normalisation = Normalisation.Instance, Pyramid = true }),
            new(5.88m, 69.43m),
            "all four heads; instance normalisation is free in this convention"),
        new("MC-Net", () => new VNet(LeftAtrium with { Decoders = 2 }), new(12.35m, 95.15m), $"with batch normalisation; {BothDecoders}"),
        new("SS-Net", () => new VNet(LeftAtrium with { SeparationHeads = true }), new(9.46m, 47.17m), $"with batch normalisation; MACs of a net with one class, parameters of one with two; {IdleHeads}")
        {
            // Two classes would give 47.18 or 47.19; one class alone would give 9.45 M parameters, since every class has its attention.
            MacsOf = () => new VNet(LeftAtrium with { Classes = 1 }),
        },
    ];

    private static Entry[] AcdcEntries =>
    [
        new("U-Net", () => new UNet(Acdc), new(1.81m, 2.99m), ""),
        new("UA-MT", () => new UNet(Acdc), new(1.81m, 2.99m), ""),
        new("SASSNet", () => new UNet(Acdc with { LevelSets = 4 }), new(1.81m, 3.02m), $"{TwoHeads}; {NoDiscriminator}"),
        new("DTC", () => new UNet(Acdc with { LevelSets = 4 }), new(1.81m, 3.02m), TwoHeads),
        new("URPC", () => new UNet(Acdc with { Pyramid = true }), new(1.83m, 3.02m), "all four heads; a fifth one is among the parameters, but does not run"),
        new("MC-Net", () => new UNet(Acdc with { Decoders = 2 }), new(2.58m, 5.39m), BothDecoders),
        new("SS-Net", () => new UNet(Acdc with { SeparationHeads = true }), new(1.83m, 2.99m), IdleHeads),
    ];

    private static IEnumerable<ComplexityRow> Rows(string table, int[] patch, Entry[] entries)
    {
        foreach (var entry in entries)
        {
            var counted = Count(entry.Network, patch);
            if (entry.MacsOf is { } other) counted = counted with { Macs = Count(other, patch).Macs };
            yield return new ComplexityRow(table, entry.Method, Geometry.Format([1, .. patch]), counted) { Printed = entry.Printed, Note = entry.Note };
        }
    }

    private static NetworkComplexity Count(Func<SegmentationNetwork> create, int[] patch)
    {
        using var network = create();
        return ComplexityCounter.Of(network, patch, MacConvention.Paper);
    }

    private sealed record Entry(string Method, Func<SegmentationNetwork> Network, PrintedComplexity Printed, string Note)
    {
        /// <summary>The network whose operations were printed, where that is not the one whose parameters were.</summary>
        public Func<SegmentationNetwork>? MacsOf { get; init; }
    }
}
