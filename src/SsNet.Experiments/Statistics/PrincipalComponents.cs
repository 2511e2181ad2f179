namespace SsNet.Experiments.Statistics;

/// <summary>The directions in which points differ most.</summary>
public static class PrincipalComponents
{
    private const int MostIterations = 500;
    private const double Tolerance = 1e-12;

    /// <summary>
    /// The coordinates of points along their first components, by power iteration. The sign of a component is such that its largest entry is positive; along a component
    /// without variance all coordinates are 0.
    /// </summary>
    /// <param name="rows">[n, dimensions].</param>
    /// <param name="count">How many components.</param>
    /// <returns>[n, count], with mean 0.</returns>
    public static double[,] Project(double[,] rows, int count)
    {
        int n = rows.GetLength(0), width = rows.GetLength(1);
        var centred = Centred(rows);
        var covariance = Covariance(centred);
        double scale = Enumerable.Range(0, width).Sum(i => covariance[i, i]);
        var projected = new double[n, count];
        for (int component = 0; component < count; component++)
        {
            double[] direction = LargestDirection(covariance, out double variance);
            // What is left beyond the last component is rounding.
            if (variance <= Tolerance * scale) break;
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < width; j++) projected[i, component] += centred[i, j] * direction[j];
            }

            for (int i = 0; i < width; i++)
            {
                for (int j = 0; j < width; j++) covariance[i, j] -= variance * direction[i] * direction[j];
            }
        }

        return projected;
    }

    private static double[] LargestDirection(double[,] covariance, out double variance)
    {
        int width = covariance.GetLength(0);
        // A start of unequal numbers is at a right angle to no direction that data would have by symmetry.
        double[] direction = Unit([.. Enumerable.Range(1, width).Select(i => 1 + 1.0 / i)]);
        variance = 0;
        for (int iteration = 0; iteration < MostIterations; iteration++)
        {
            double[] next = Times(covariance, direction);
            variance = Math.Sqrt(next.Sum(value => value * value));
            if (variance == 0) return direction;
            next = Unit(next);
            double moved = next.Zip(direction, (a, b) => Math.Abs(a - b)).Max();
            direction = next;
            if (moved < Tolerance) break;
        }

        double largest = direction.MaxBy(Math.Abs);
        return largest < 0 ? [.. direction.Select(value => -value)] : direction;
    }

    private static double[,] Centred(double[,] rows)
    {
        int n = rows.GetLength(0), width = rows.GetLength(1);
        var centred = new double[n, width];
        for (int j = 0; j < width; j++)
        {
            double mean = 0;
            for (int i = 0; i < n; i++) mean += rows[i, j] / n;
            for (int i = 0; i < n; i++) centred[i, j] = rows[i, j] - mean;
        }

        return centred;
    }

    private static double[,] Covariance(double[,] centred)
    {
        int n = centred.GetLength(0), width = centred.GetLength(1);
        var covariance = new double[width, width];
        for (int row = 0; row < n; row++)
        {
            for (int i = 0; i < width; i++)
            {
                for (int j = 0; j < width; j++) covariance[i, j] += centred[row, i] * centred[row, j] / n;
            }
        }

        return covariance;
    }

    private static double[] Times(double[,] matrix, double[] vector) =>
        [.. Enumerable.Range(0, vector.Length).Select(i => vector.Select((value, j) => matrix[i, j] * value).Sum())];

    private static double[] Unit(double[] vector)
    {
        double length = Math.Sqrt(vector.Sum(value => value * value));
        return [.. vector.Select(value => value / length)];
    }
}
