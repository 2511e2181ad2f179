using SsNet.Experiments.Scans;
using SsNet.Imaging.Morphology;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Preparing;

/// <summary>How much of a label is in one piece.</summary>
internal static class LargestPiece
{
    /// <summary>The share of a class's voxels that its largest connected component has, of the class where it is least; 1 where there is no class.</summary>
    /// <param name="labels">The label map; the background and <see cref="LabelScheme.Ignore"/> are no classes.</param>
    public static double LeastShare(Volume<byte> labels)
    {
        double least = 1;
        foreach (byte label in labels.Voxels.Distinct().Where(LabelScheme.IsClass))
        {
            var part = VoxelBox.Around(labels, value => value == label)!.Cut(labels);
            var mask = new Volume<byte>(part.Geometry, Array.ConvertAll(part.Voxels, value => value == label ? (byte)1 : (byte)0));
            var sizes = ConnectedComponents.Label(mask, Connectivity.Full).Sizes;
            least = Math.Min(least, (double)sizes.Max() / sizes.Sum());
        }

        return least;
    }
}
