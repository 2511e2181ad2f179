using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Morphology;

/// <summary>Keeps the largest connected component of a mask, the usual clean-up of a predicted organ.</summary>
public static class LargestComponent
{
    /// <summary>
    /// A copy in which every voxel outside the largest component is zero. Of components of equal size the one whose first
    /// voxel comes first in row-major order stays; an empty mask stays empty.
    /// </summary>
    /// <param name="mask">The mask; every voxel that is not zero belongs to it and keeps its value.</param>
    /// <param name="connectivity">Which voxels are neighbours.</param>
    public static Volume<byte> Keep(Volume<byte> mask, Connectivity connectivity = Connectivity.Full) => Kept(mask, ComponentRuns.Of(mask, connectivity));

    /// <summary>A copy of a label map in which every voxel outside the largest component of its class is zero, each class taken by itself as by <see cref="Keep"/>.</summary>
    /// <param name="labels">The label map; 0 is the background.</param>
    /// <param name="connectivity">Which voxels are neighbours.</param>
    public static Volume<byte> KeepOfEveryClass(Volume<byte> labels, Connectivity connectivity = Connectivity.Full) =>
        Kept(labels, ComponentRuns.Of(labels, connectivity, perClass: true));

    private static Volume<byte> Kept(Volume<byte> source, ComponentRuns found)
    {
        var largest = new int[256];
        Array.Fill(largest, -1);
        for (int k = 0; k < found.Components.Length; k++)
        {
            ref int known = ref largest[found.Runs[k].Value];
            if (known < 0 || found.Sizes[found.Components[k]] > found.Sizes[known]) known = found.Components[k];
        }

        var kept = new Volume<byte>(source.Geometry);
        for (int k = 0; k < found.Components.Length; k++)
        {
            var run = found.Runs[k];
            if (found.Components[k] == largest[run.Value]) source.Voxels.AsSpan(run.Start, run.Length).CopyTo(kept.Voxels.AsSpan(run.Start));
        }

        return kept;
    }
}
