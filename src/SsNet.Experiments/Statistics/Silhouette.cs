namespace SsNet.Experiments.Statistics;

/// <summary>
/// The silhouette coefficient of Rousseeuw (1987): for a point, (b − a) / max(a, b), where a is its mean distance to the others of its class and b the smallest
/// mean distance to the points of another class. 1 where classes are compact and far apart, 0 where they touch, below 0 where points lie nearer to another class.
/// </summary>
public static class Silhouette
{
    /// <summary>The mean over all points; 0 for a point that is alone in its class.</summary>
    /// <param name="rows">The points, one per row; distances are Euclidean.</param>
    /// <param name="classes">The class of each, from 0.</param>
    /// <returns>A number from −1 to 1; not a number where there are fewer than two classes.</returns>
    public static double Of(double[,] rows, ReadOnlySpan<int> classes)
    {
        int points = rows.GetLength(0), width = rows.GetLength(1), classCount = points == 0 ? 0 : classes.ToArray().Max() + 1;
        var members = new int[classCount];
        foreach (int c in classes) members[c]++;
        if (members.Count(count => count > 0) < 2) return double.NaN;

        double total = 0;
        var sums = new double[classCount];
        for (int i = 0; i < points; i++)
        {
            Array.Clear(sums);
            for (int j = 0; j < points; j++) sums[classes[j]] += Distance(rows, i, j, width);
            int own = classes[i];
            if (members[own] == 1) continue;
            double within = sums[own] / (members[own] - 1), nearest = double.PositiveInfinity;
            for (int c = 0; c < classCount; c++)
            {
                if (c != own && members[c] > 0) nearest = Math.Min(nearest, sums[c] / members[c]);
            }

            // Points that all coincide are neither apart nor mixed.
            if (Math.Max(within, nearest) > 0) total += (nearest - within) / Math.Max(within, nearest);
        }

        return total / points;
    }

    private static double Distance(double[,] rows, int i, int j, int width)
    {
        double sum = 0;
        for (int k = 0; k < width; k++) sum += (rows[i, k] - rows[j, k]) * (rows[i, k] - rows[j, k]);
        return Math.Sqrt(sum);
    }
}
