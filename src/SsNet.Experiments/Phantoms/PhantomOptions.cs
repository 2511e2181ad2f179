using System.Collections.Immutable;

namespace SsNet.Experiments.Phantoms;

/// <summary>What phantom scans are like.</summary>
public sealed record PhantomOptions
{
    /// <summary>
    /// Voxels per axis, three axes of at least 8. Every kind of phantom always shows the same extent of the world, so the
    /// size says how finely: the default gives the left atrium voxels of 1.25 mm. Finer grids show more of what is thin.
    /// </summary>
    public ImmutableArray<int> Size { get; init; } = [64, 64, 48];
}
