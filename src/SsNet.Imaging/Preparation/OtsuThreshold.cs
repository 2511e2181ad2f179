namespace SsNet.Imaging.Preparation;

/// <summary>
/// The threshold that parts values into two classes with the greatest variance between their means (Otsu, "A threshold selection method from gray-level histograms", IEEE Transactions
/// on Systems, Man, and Cybernetics 9, 1979, eq. 14).
/// </summary>
internal static class OtsuThreshold
{
    private const int Bins = 256;

    /// <summary>Finds the threshold on a histogram of 256 bins.</summary>
    /// <param name="values">The values; those outside the range count into its first and last bin.</param>
    /// <param name="low">Begin of the histogram's range.</param>
    /// <param name="high">End of the histogram's range, above its begin.</param>
    /// <returns>The least value of the upper class.</returns>
    public static double Of(ReadOnlySpan<float> values, double low, double high)
    {
        double width = (high - low) / Bins;
        var counts = new long[Bins];
        foreach (float value in values) counts[(int)Math.Clamp((value - low) / width, 0, Bins - 1)]++;

        double total = 0;
        for (int bin = 0; bin < Bins; bin++) total += (double)bin * counts[bin];
        double below = 0, best = -1;
        long countBelow = 0;
        int firstAbove = 1;
        for (int bin = 0; bin < Bins - 1; bin++)
        {
            countBelow += counts[bin];
            below += (double)bin * counts[bin];
            long countAbove = values.Length - countBelow;
            if (countBelow == 0 || countAbove == 0) continue;
            double apart = below / countBelow - (total - below) / countAbove;
            double variance = (double)countBelow * countAbove * apart * apart;
            if (variance > best) (best, firstAbove) = (variance, bin + 1);
        }

        return low + firstAbove * width;
    }
}
