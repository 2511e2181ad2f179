using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Morphology;

/// <summary>Connected components, for two or three axes.</summary>
public static class ConnectedComponents
{
    /// <summary>Numbers the components of a mask.</summary>
    /// <param name="mask">The mask; every voxel that is not zero belongs to it.</param>
    /// <param name="connectivity">Which voxels are neighbours.</param>
    public static ComponentMap Label(Volume<byte> mask, Connectivity connectivity = Connectivity.Full)
    {
        var found = ComponentRuns.Of(mask, connectivity);
        var labels = new Volume<int>(mask.Geometry);
        for (int k = 0; k < found.Components.Length; k++)
        {
            var run = found.Runs[k];
            labels.Voxels.AsSpan(run.Start, run.Length).Fill(found.Components[k] + 1);
        }

        return new ComponentMap(labels, [.. found.Sizes]);
    }
}
