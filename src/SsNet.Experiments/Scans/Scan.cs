using System.Collections.Immutable;

namespace SsNet.Experiments.Scans;

/// <summary>A scan of a data set: where its images lie. Nothing is read yet.</summary>
/// <param name="Id">Its name, which no other scan of the data set has.</param>
/// <param name="Group">What must never be split between training and test, such as the patient; the id itself where nothing says otherwise.</param>
/// <param name="Channels">The images of the same voxels, in the order of <see cref="ScanCollection.ChannelNames"/>; at least one.</param>
/// <param name="Label">The label map; null where nobody segmented the scan.</param>
/// <param name="Part">What it is kept for. Validation and test scans have a label.</param>
public sealed record Scan(string Id, string Group, ImmutableArray<ScanImage> Channels, ScanImage? Label, ScanPart Part);
