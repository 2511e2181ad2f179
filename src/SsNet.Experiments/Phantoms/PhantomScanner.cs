using SsNet.Imaging.Volumes;
using SsNet.Randomness;

namespace SsNet.Experiments.Phantoms;

/// <summary>Takes the picture: from distances to blood and lung to the voxels of a scan. Knows no anatomy, so any phantom can use it.</summary>
internal static class PhantomScanner
{
    /// <summary>A scan of mean 0 and standard deviation 1.</summary>
    /// <param name="blood">Distances to all that holds blood.</param>
    /// <param name="lung">Distances to the lung.</param>
    /// <param name="grid">Their grid.</param>
    /// <param name="look">How the scan looks.</param>
    /// <param name="random">Where texture and noise come from.</param>
    public static Volume<float> Scan(DistanceField blood, DistanceField lung, Geometry grid, ScanAppearance look, ref RandomSequence random)
    {
        float[] sharp = GaussianBlur.Apply(grid, Brightness(blood, lung, grid, look, ref random), look.Blur);
        float[] dissolved = GaussianBlur.Apply(grid, sharp, look.LocalBlur);
        float[] where = SmoothField.Draw(grid, 14, ref random);
        float[] bias = SmoothField.Draw(grid, 45, ref random);

        var voxels = new float[sharp.Length];
        for (int i = 0; i < voxels.Length; i++)
        {
            float share = Math.Clamp(where[i], 0, 1);
            float value = (1 - share) * sharp[i] + share * dissolved[i];
            voxels[i] = value * MathF.Exp((float)look.Bias * bias[i]) + (float)(look.Noise * random.Normal());
        }

        Standardise(voxels);
        return new Volume<float>(grid, voxels);
    }

    private static float[] Brightness(DistanceField blood, DistanceField lung, Geometry grid, ScanAppearance look, ref RandomSequence random)
    {
        float[] texture = SmoothField.Draw(grid, look.TextureLength, ref random);
        float[] enhancement = SmoothField.Draw(grid, 10, ref random);
        float voxel = (float)grid.Spacing.Min();
        var brightness = new float[texture.Length];
        for (int i = 0; i < brightness.Length; i++)
        {
            float value = (float)(look.Tissue + look.Texture * texture[i]);
            value = float.Lerp(value, (float)look.Lung, Filling(lung.Distances[i], voxel));
            value = float.Lerp(value, (float)look.Wall + 0.2f * enhancement[i], Filling(blood.Distances[i] - (float)look.WallThickness, voxel));
            value = float.Lerp(value, 1 + (float)look.Texture * 0.2f * texture[i], Filling(blood.Distances[i], voxel));
            brightness[i] = value;
        }

        return brightness;
    }

    // The share of a voxel that a solid fills whose surface is this far from the voxel's centre.
    private static float Filling(float distance, float voxel) => Math.Clamp(0.5f - distance / voxel, 0, 1);

    private static void Standardise(float[] voxels)
    {
        double mean = voxels.Average(value => (double)value);
        double deviation = Math.Sqrt(voxels.Average(value => (value - mean) * (value - mean)));
        for (int i = 0; i < voxels.Length; i++) voxels[i] = (float)((voxels[i] - mean) / deviation);
    }
}
