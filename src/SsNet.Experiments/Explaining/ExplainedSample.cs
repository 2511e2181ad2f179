using System.Collections.Immutable;
using SsNet.Data;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Explaining;

/// <summary>One sample of the explained batch: what the network sees of a case, neither turned nor flipped.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Slice">Which slice of the case it is, counted from 1; null for a patch of a volume, and for a case that is a slice itself.</param>
/// <param name="IsLabelled">Whether the run learns from its label.</param>
/// <param name="Channels">The image, one volume of the patch's size per channel, in the intensities that the network takes.</param>
/// <param name="Truth">The true classes, of the same size; null where nobody segmented the case.</param>
public sealed record ExplainedSample(string CaseId, int? Slice, bool IsLabelled, ImmutableArray<Volume<float>> Channels, Volume<byte>? Truth)
{
    /// <summary>The case, with its slice where it is one.</summary>
    public string Name => Slice is { } number ? $"{CaseId}, slice {number}" : CaseId;

    /// <summary>The grid of the patch.</summary>
    public Geometry Geometry => Channels[0].Geometry;

    /// <summary>The same as part of a batch.</summary>
    internal Sample ToSample() => new(CaseId, [.. Geometry.Size], [.. Channels.Select(channel => channel.Voxels)], Truth?.Voxels);
}
