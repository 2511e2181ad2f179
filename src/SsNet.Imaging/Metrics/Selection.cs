using System.Runtime.CompilerServices;

namespace SsNet.Imaging.Metrics;

/// <summary>Percentiles without sorting (Hoare, "Algorithm 65: Find", Communications of the ACM 4, 1961).</summary>
internal static class Selection
{
    /// <summary>
    /// Brings values into such an order that the one with a given rank is in its place, none before it is larger and none after it smaller.
    /// </summary>
    /// <param name="values">The values; none is NaN.</param>
    /// <param name="rank">The rank, from 0 for the smallest.</param>
    /// <returns>The value of that rank.</returns>
    // Optimised from the first call on: one comparison would otherwise run mostly in unoptimised code.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Place(Span<double> values, int rank)
    {
        int low = 0, high = values.Length - 1;
        while (low < high)
        {
            double pivot = MiddleOf(values[low], values[(low + high) / 2], values[high]);
            int i = low, j = high;
            while (i <= j)
            {
                while (values[i] < pivot) i++;
                while (values[j] > pivot) j--;
                if (i > j) break;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }

            // What lies between j and i equals the pivot.
            if (rank <= j) high = j;
            else if (rank >= i) low = i;
            else break;
        }

        return values[rank];
    }

    private static double MiddleOf(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
