using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Preparing;

/// <summary>A scan as it goes into a prepared folder.</summary>
/// <param name="Report">Its line of the report.</param>
/// <param name="Channels">Its prepared image; empty where it is in the folder already.</param>
/// <param name="Label">Its prepared label map, if it has one.</param>
internal sealed record PreparedScan(PreparedCase Report, IReadOnlyList<Volume<float>> Channels, Volume<byte>? Label)
{
    /// <summary>Whether the folder has it already.</summary>
    public bool WasThere => Channels.Count == 0;
}
