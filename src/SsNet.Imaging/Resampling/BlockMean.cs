using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Resampling;

/// <summary>Makes an image smaller by averaging blocks of voxels, which does not alias.</summary>
public static class BlockMean
{
    /// <summary>The image made smaller by the same factor along every axis.</summary>
    /// <param name="image">The image.</param>
    /// <param name="factor">Voxels per block along every axis, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is below 1.</exception>
    public static Volume<float> Downsample(Volume<float> image, int factor) => Downsample(image, [.. Enumerable.Repeat(factor, image.Geometry.Rank)]);

    /// <summary>
    /// An image whose voxels are the means of blocks of <paramref name="factors"/> voxels along the axes; a block cut off
    /// at the far end is averaged over what it has. The spacing grows by the factors and the origin moves to the centre of
    /// the first block, so that a world point keeps its place.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="factors">Voxels per block along each axis, at least 1.</param>
    /// <exception cref="ArgumentException">There is not one factor per axis.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A factor is below 1.</exception>
    public static Volume<float> Downsample(Volume<float> image, ReadOnlySpan<int> factors)
    {
        var blocks = new Blocks(image.Geometry, factors);
        var coarse = new Volume<float>(blocks.Coarse);
        var buffer = new float[blocks.LargestBlock];
        for (int i = 0; i < coarse.Voxels.Length; i++)
        {
            var block = blocks.Gather(image.Voxels, i, buffer);
            double sum = 0;
            foreach (float value in block) sum += value;
            coarse.Voxels[i] = (float)(sum / block.Length);
        }

        return coarse;
    }
}
