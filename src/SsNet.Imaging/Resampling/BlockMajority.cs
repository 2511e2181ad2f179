using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Resampling;

/// <summary>Makes a label map smaller by letting blocks of voxels vote, so that every voxel stays a class.</summary>
public static class BlockMajority
{
    /// <summary>
    /// A label map whose voxels are the most frequent classes of blocks of <paramref name="factor"/> voxels along every
    /// axis; of classes equally frequent the lowest wins. Blocks and geometry are those of <see cref="BlockMean"/>.
    /// </summary>
    /// <param name="labels">The label map.</param>
    /// <param name="factor">Voxels per block along every axis, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is below 1.</exception>
    public static Volume<byte> Downsample(Volume<byte> labels, int factor)
    {
        var blocks = new Blocks(labels.Geometry, [.. Enumerable.Repeat(factor, labels.Geometry.Rank)]);
        var coarse = new Volume<byte>(blocks.Coarse);
        var buffer = new byte[blocks.LargestBlock];
        var votes = new int[byte.MaxValue + 1];
        for (int i = 0; i < coarse.Voxels.Length; i++)
        {
            Array.Clear(votes);
            foreach (byte label in blocks.Gather(labels.Voxels, i, buffer)) votes[label]++;
            coarse.Voxels[i] = (byte)Array.IndexOf(votes, votes.Max());
        }

        return coarse;
    }
}
