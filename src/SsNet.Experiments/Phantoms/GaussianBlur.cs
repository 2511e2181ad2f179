using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Phantoms;

/// <summary>Gaussian smoothing, one axis after the other; beyond the border the outermost voxel goes on.</summary>
internal static class GaussianBlur
{
    /// <summary>A smoothed copy.</summary>
    /// <param name="grid">The grid of the voxels.</param>
    /// <param name="voxels">The voxels in row-major order.</param>
    /// <param name="sigma">Standard deviation in mm.</param>
    public static float[] Apply(Geometry grid, float[] voxels, double sigma)
    {
        var result = voxels;
        int stride = 1;
        for (int axis = grid.Rank - 1; axis >= 0; axis--)
        {
            result = AlongAxis(result, grid.Size[axis], stride, Weights(sigma / grid.Spacing[axis]));
            stride *= grid.Size[axis];
        }

        return result;
    }

    private static float[] AlongAxis(float[] voxels, int length, int stride, float[] weights)
    {
        int radius = weights.Length / 2;
        var result = new float[voxels.Length];
        for (int block = 0; block < voxels.Length; block += length * stride)
        {
            for (int i = 0; i < length; i++)
            {
                var target = result.AsSpan(block + i * stride, stride);
                for (int tap = 0; tap < weights.Length; tap++)
                {
                    var source = voxels.AsSpan(block + Math.Clamp(i + tap - radius, 0, length - 1) * stride, stride);
                    for (int j = 0; j < target.Length; j++) target[j] += weights[tap] * source[j];
                }
            }
        }

        return result;
    }

    private static float[] Weights(double sigma)
    {
        int radius = (int)Math.Ceiling(3 * sigma);
        var weights = Enumerable.Range(-radius, 2 * radius + 1).Select(i => Math.Exp(-0.5 * i * i / (sigma * sigma))).ToArray();
        double sum = weights.Sum();
        return [.. weights.Select(weight => (float)(weight / sum))];
    }
}
