using SsNet.Imaging.Volumes;
using SsNet.Randomness;

namespace SsNet.Experiments.Phantoms;

/// <summary>Gives the organs of a left atrium phantom their brightness.</summary>
internal static class LeftAtriumPainter
{
    /// <summary>The brightness of every voxel.</summary>
    /// <param name="blood">Distances to all that holds blood.</param>
    /// <param name="lung">Distances to the lung.</param>
    /// <param name="grid">Their grid.</param>
    /// <param name="look">How the scan looks.</param>
    /// <param name="random">Where texture comes from.</param>
    public static float[] Paint(DistanceField blood, DistanceField lung, Geometry grid, LeftAtriumAppearance look, ref RandomSequence random)
    {
        float[] texture = SmoothField.Draw(grid, look.TextureLength, ref random);
        float[] enhancement = SmoothField.Draw(grid, 10, ref random);
        var brightness = new float[texture.Length];
        for (int i = 0; i < brightness.Length; i++)
        {
            float value = (float)(look.Tissue + look.Texture * texture[i]);
            value = float.Lerp(value, (float)look.Lung, lung.Filling(i));
            value = float.Lerp(value, (float)look.Wall + 0.2f * enhancement[i], blood.Filling(i, (float)look.WallThickness));
            value = float.Lerp(value, 1 + (float)look.Texture * 0.2f * texture[i], blood.Filling(i));
            brightness[i] = value;
        }

        return brightness;
    }
}
