using SsNet.Imaging.Morphology;

namespace SsNet.Imaging.Metrics;

/// <summary>
/// Distances between the surfaces of two masks. A surface voxel is a voxel of the mask with a face neighbour outside it;
/// beyond the array counts as outside (MedPy: the mask without its erosion by the face-connected element).
/// </summary>
internal sealed class SurfaceDistances
{
    private SurfaceDistances(double[] toTruth, double[] toPrediction)
    {
        ToTruth = toTruth;
        ToPrediction = toPrediction;
    }

    /// <summary>Distance of every surface voxel of the prediction to the truth's surface, in row-major order.</summary>
    public double[] ToTruth { get; }

    /// <summary>Distance of every surface voxel of the truth to the prediction's surface, in row-major order.</summary>
    public double[] ToPrediction { get; }

    /// <summary>Measures two masks, neither of them empty.</summary>
    /// <param name="prediction">Predicted mask, framed by background on every side.</param>
    /// <param name="truth">True mask, framed likewise.</param>
    /// <param name="size">Size of both.</param>
    /// <param name="spacing">Voxel spacing per axis.</param>
    public static SurfaceDistances Measure(bool[] prediction, bool[] truth, int[] size, double[] spacing)
    {
        int[] predictedSurface = SurfaceOf(prediction, size);
        int[] trueSurface = SurfaceOf(truth, size);
        double[] toTruth = [];
        double[] toPrediction = [];
        Parallel.Invoke(
            () => toTruth = Directed(predictedSurface, trueSurface, size, spacing),
            () => toPrediction = Directed(trueSurface, predictedSurface, size, spacing));
        return new SurfaceDistances(toTruth, toPrediction);
    }

    /// <summary>The 95th percentile of both directions pooled, by linear interpolation at 0.95·(n−1) (numpy's default).</summary>
    public double Hd95()
    {
        double[] pooled = [.. ToTruth, .. ToPrediction];
        Array.Sort(pooled);
        double position = 0.95 * (pooled.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, pooled.Length - 1);
        return pooled[below] + (pooled[above] - pooled[below]) * (position - below);
    }

    /// <summary>Mean distance from the prediction's surface to the truth's.</summary>
    public double Asd() => ToTruth.Sum() / ToTruth.Length;

    /// <summary>Mean of both directions pooled.</summary>
    public double Assd() => (ToTruth.Sum() + ToPrediction.Sum()) / (ToTruth.Length + ToPrediction.Length);

    private static int[] SurfaceOf(bool[] mask, int[] size)
    {
        int row = size[^1];
        int plane = size.Length == 3 ? row * size[1] : row;
        var surface = new List<int>();
        for (int i = 0; i < mask.Length; i++)
        {
            if (!mask[i]) continue;
            bool inside = mask[i - 1] && mask[i + 1] && mask[i - row] && mask[i + row] && mask[i - plane] && mask[i + plane];
            if (!inside) surface.Add(i);
        }

        return [.. surface];
    }

    private static double[] Directed(int[] from, int[] to, int[] size, double[] spacing)
    {
        var targets = new bool[size.Aggregate(1, (product, n) => product * n)];
        foreach (int i in to) targets[i] = true;

        double[] squared = DistanceTransform.SquaredDistances(targets, size, spacing);
        return Array.ConvertAll(from, i => Math.Sqrt(squared[i]));
    }
}
