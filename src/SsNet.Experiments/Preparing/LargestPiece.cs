using SsNet.Imaging.Morphology;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Preparing;

/// <summary>How much of a label is in one piece.</summary>
internal static class LargestPiece
{
    /// <summary>The share of a class's voxels that its largest connected component has, of the class where it is least; 1 where there is no class.</summary>
    /// <param name="labels">The label map.</param>
    /// <param name="values">The values of the classes.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static double LeastShare<T>(Volume<T> labels, IEnumerable<T> values)
        where T : unmanaged, IEquatable<T>
    {
        double least = 1;
        foreach (var value in values)
        {
            if (VoxelBox.Around(labels, other => other.Equals(value)) is not { } box) continue;
            var part = box.Cut(labels);
            byte[] mask = Array.ConvertAll(part.Voxels, other => other.Equals(value) ? (byte)1 : (byte)0);
            var sizes = ConnectedComponents.Label(new Volume<byte>(part.Geometry, mask), Connectivity.Full).Sizes;
            least = Math.Min(least, (double)sizes.Max() / sizes.Sum());
        }

        return least;
    }
}
