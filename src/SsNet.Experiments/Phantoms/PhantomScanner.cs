using SsNet.Imaging.Volumes;
using SsNet.Randomness;

namespace SsNet.Experiments.Phantoms;

/// <summary>Takes the picture: from the brightness of what is there to the voxels of a scan. Knows no anatomy, so every phantom uses it.</summary>
internal static class PhantomScanner
{
    /// <summary>A scan: blurred, with borders dissolved in places, a drift of brightness and noise.</summary>
    /// <param name="brightness">The brightness of every voxel.</param>
    /// <param name="grid">Their grid.</param>
    /// <param name="quality">How good the scan is.</param>
    /// <param name="random">Where places and noise come from.</param>
    public static float[] Scan(float[] brightness, Geometry grid, ScanQuality quality, ref RandomSequence random)
    {
        float[] sharp = GaussianBlur.Apply(grid, brightness, quality.Blur);
        float[] dissolved = GaussianBlur.Apply(grid, sharp, quality.LocalBlur);
        float[] where = SmoothField.Draw(grid, 14, ref random);
        float[] bias = SmoothField.Draw(grid, 45, ref random);

        var voxels = new float[sharp.Length];
        for (int i = 0; i < voxels.Length; i++)
        {
            float share = Math.Clamp(where[i], 0, 1);
            float value = (1 - share) * sharp[i] + share * dissolved[i];
            voxels[i] = value * MathF.Exp((float)quality.Bias * bias[i]) + (float)(quality.Noise * random.Normal());
        }

        return voxels;
    }
}
