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
    public static Volume<byte> Keep(Volume<byte> mask, Connectivity connectivity = Connectivity.Full)
    {
        var components = ConnectedComponents.Label(mask, connectivity);
        var kept = new Volume<byte>(mask.Geometry);
        if (components.Count == 0) return kept;

        int largest = components.Sizes.IndexOf(components.Sizes.Max()) + 1;
        for (int i = 0; i < kept.Voxels.Length; i++)
        {
            if (components.Labels.Voxels[i] == largest) kept.Voxels[i] = mask.Voxels[i];
        }

        return kept;
    }
}
