using System.Collections.Immutable;
using SsNet.Experiments.Scans;

namespace SsNet.Experiments.Preparing;

/// <summary>A prepared scan: a line of the report, and what is needed to know whether it has to be prepared again.</summary>
public sealed record PreparedCase
{
    /// <summary>Its name.</summary>
    public required string Id { get; init; }

    /// <summary>What it must not be separated from, such as the patient.</summary>
    public required string Group { get; init; }

    /// <summary>The part that the data set puts it in.</summary>
    public required ScanPart Part { get; init; }

    /// <summary>The files it was made from, the label's last, with their sizes and times.</summary>
    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>Whether it has a label.</summary>
    public required bool Labelled { get; init; }

    /// <summary>Voxels along each axis before, in the prepared order of axes.</summary>
    public required ImmutableArray<int> OwnSize { get; init; }

    /// <summary>Spacing in mm before, in the prepared order of axes.</summary>
    public required ImmutableArray<double> OwnSpacing { get; init; }

    /// <summary>Voxels along each axis.</summary>
    public required ImmutableArray<int> Size { get; init; }

    /// <summary>Spacing in mm.</summary>
    public required ImmutableArray<double> Spacing { get; init; }

    /// <summary>Lowest intensity of the first channel before.</summary>
    public required float Lowest { get; init; }

    /// <summary>Highest intensity of the first channel before.</summary>
    public required float Highest { get; init; }

    /// <summary>Whether the first channel is the same everywhere after.</summary>
    public bool IsConstant { get; init; }

    /// <summary>Voxels of every class but the background in the label map before; empty without a label.</summary>
    public required ImmutableArray<long> ClassVoxels { get; init; }

    /// <summary>The share of a class's voxels that are in one piece, of the class where it is least; 1 without a label.</summary>
    public required double InLargestPiece { get; init; }

    /// <summary>Share of the labelled voxels before that the prepared part holds, from 0 to 1; 1 without a label.</summary>
    public required double Kept { get; init; }
}
