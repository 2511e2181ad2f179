using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Metrics;

/// <summary>Distances between the surfaces of a class in two label maps.</summary>
internal sealed class SurfaceDistances
{
    private SurfaceDistances(double[] squaredToTruth, double[] squaredToPrediction)
    {
        SquaredToTruth = squaredToTruth;
        SquaredToPrediction = squaredToPrediction;
    }

    /// <summary>Squared distance of every surface voxel of the prediction to the truth's surface, in row-major order.</summary>
    public double[] SquaredToTruth { get; }

    /// <summary>Squared distance of every surface voxel of the truth to the prediction's surface, in row-major order.</summary>
    public double[] SquaredToPrediction { get; }

    /// <summary>Measures a class that both label maps hold.</summary>
    /// <param name="prediction">Predicted label map.</param>
    /// <param name="truth">True label map of the same size.</param>
    /// <param name="label">The class.</param>
    /// <param name="spacing">Voxel spacing per axis.</param>
    public static SurfaceDistances Measure(Volume<byte> prediction, Volume<byte> truth, byte label, double[] spacing)
    {
        var (predicted, actual) = InParallel(() => Surface.Of(prediction, label), () => Surface.Of(truth, label));
        var (toTruth, toPrediction) = InParallel(() => Directed(predicted, actual, spacing), () => Directed(actual, predicted, spacing));
        return new SurfaceDistances(toTruth, toPrediction);
    }

    /// <summary>The 95th percentile of both directions pooled, by linear interpolation at 0.95·(n−1) (numpy's default).</summary>
    public double Hd95()
    {
        double[] pooled = [.. SquaredToTruth, .. SquaredToPrediction];
        double position = 0.95 * (pooled.Length - 1);
        int rank = (int)position;
        double below = Math.Sqrt(Selection.Place(pooled, rank));
        if (rank + 1 == pooled.Length) return below;
        double above = Math.Sqrt(Selection.Place(pooled.AsSpan(rank + 1), 0));
        return below + (above - below) * (position - rank);
    }

    /// <summary>Mean distance from the prediction's surface to the truth's.</summary>
    public double Asd() => Sum(SquaredToTruth) / SquaredToTruth.Length;

    /// <summary>Mean of both directions pooled.</summary>
    public double Assd() => (Sum(SquaredToTruth) + Sum(SquaredToPrediction)) / (SquaredToTruth.Length + SquaredToPrediction.Length);

    private static double[] Directed(Surface from, Surface to, double[] spacing)
    {
        using var nearest = new NearestSurface(to, Math.Min(from.FirstColumn, to.FirstColumn), Math.Max(from.LastColumn, to.LastColumn), spacing);
        var squared = new double[from.Count];
        int filled = 0;
        for (int plane = 0; plane < from.Planes; plane++)
        {
            for (int row = 0; row < from.Rows; row++)
            {
                foreach (int column in from.Row(plane, row)) squared[filled++] = nearest.Squared(plane, row, column);
            }
        }

        return squared;
    }

    private static double Sum(double[] squared)
    {
        double sum = 0;
        foreach (double value in squared) sum += Math.Sqrt(value);
        return sum;
    }

    private static (T First, T Second) InParallel<T>(Func<T> first, Func<T> second)
    {
        T? one = default, two = default;
        Parallel.Invoke(() => one = first(), () => two = second());
        return (one!, two!);
    }
}
