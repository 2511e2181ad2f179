namespace SsNet.Experiments.Figures.Surfaces;

/// <summary>How much darker a surface is where parts of it around are nearer to the viewer, which the eye takes for shadow (Luft, Colditz and Deussen, "Image enhancement by unsharp masking the depth buffer", SIGGRAPH 2006).</summary>
internal static class DepthDarkness
{
    // As shares of the picture's width: how far around, and how deep takes all.
    private const float Reach = 0.03f, FullDepth = 0.08f;
    private const float Darkest = 0.45f;

    /// <summary>The darkness of every point, from 0 to below 1; 0 where no surface is.</summary>
    /// <param name="raster">What is seen.</param>
    public static float[] Of(SurfaceRaster raster)
    {
        int radius = Math.Max(1, (int)(Reach * raster.Width));
        var depths = new float[raster.Depths.Length];
        var weights = new float[raster.Depths.Length];
        for (int i = 0; i < depths.Length; i++)
        {
            if (raster.Triangles[i] >= 0) (depths[i], weights[i]) = (raster.Depths[i], 1);
        }

        // Twice, since one box leaves its edges to be seen.
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (float[] values in (float[][])[depths, weights])
            {
                Blur(values, raster.Height, raster.Width, raster.Width, 1, radius);
                Blur(values, raster.Width, raster.Height, 1, raster.Width, radius);
            }
        }

        for (int i = 0; i < depths.Length; i++)
        {
            float behind = raster.Triangles[i] < 0 ? 0 : depths[i] / weights[i] - raster.Depths[i];
            depths[i] = Darkest * Math.Clamp(behind / (FullDepth * raster.Width), 0, 1);
        }

        return depths;
    }

    // What lies beyond the picture counts as nothing for depths and weights alike, so that their quotient is right at the border too.
    private static void Blur(float[] values, int lines, int length, int lineStep, int step, int radius)
    {
        var line = new double[length + 1];
        for (int start = 0; start < lines * lineStep; start += lineStep)
        {
            for (int i = 0; i < length; i++) line[i + 1] = line[i] + values[start + i * step];
            for (int i = 0; i < length; i++) values[start + i * step] = (float)((line[Math.Min(length, i + radius + 1)] - line[Math.Max(0, i - radius)]) / (2 * radius + 1));
        }
    }
}
