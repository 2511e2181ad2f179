namespace SsNet.Experiments.Statistics;

/// <summary>
/// The signed-rank test of Wilcoxon (1945), two-sided: whether paired differences lie symmetrically around 0. Differences of 0 are left out,
/// as Wilcoxon did; equal ones share the mean of their ranks.
/// </summary>
/// <param name="Pairs">Differences other than 0.</param>
/// <param name="Positive">Sum of the ranks of the positive differences.</param>
/// <param name="Negative">Sum of the ranks of the negative ones.</param>
/// <param name="PValue">
/// The probability of rank sums at least as uneven if every difference were as likely to have either sign: exact for up to 50 differences
/// without ties, else by the normal distribution with corrections for ties and continuity. 1 where all differences are 0.
/// </param>
public sealed record WilcoxonSignedRank(int Pairs, double Positive, double Negative, double PValue)
{
    private const int MostExact = 50;

    /// <summary>Tests differences.</summary>
    /// <param name="differences">One per independent pair; all finite.</param>
    /// <exception cref="ArgumentException">A difference is not finite.</exception>
    public static WilcoxonSignedRank Test(IEnumerable<double> differences)
    {
        double[] all = [.. differences];
        if (!all.All(double.IsFinite)) throw new ArgumentException("Differences must be finite.", nameof(differences));

        double[] ordered = [.. all.Where(difference => difference != 0).OrderBy(Math.Abs)];
        double positive = 0, tieCorrection = 0;
        for (int first = 0; first < ordered.Length;)
        {
            int next = first;
            while (next < ordered.Length && Math.Abs(ordered[next]) == Math.Abs(ordered[first])) next++;
            int ties = next - first;
            double rank = (first + 1 + next) / 2.0;
            for (; first < next; first++) positive += ordered[first] > 0 ? rank : 0;
            tieCorrection += (double)ties * ties * ties - ties;
        }

        int n = ordered.Length;
        double total = n * (n + 1) / 2.0;
        double smaller = Math.Min(positive, total - positive);
        double p = n == 0 ? 1 : n <= MostExact && tieCorrection == 0 ? Exact(n, (int)smaller) : Approximate(n, smaller, tieCorrection);
        return new WilcoxonSignedRank(n, positive, total - positive, p);
    }

    /// <summary>Of the 2ⁿ ways to give the ranks signs, the share whose smaller rank sum is at most the one given.</summary>
    private static double Exact(int n, int smaller)
    {
        // ways[w]: subsets of the ranks so far with the sum w. Up to 2⁵⁰ they are exact in double precision.
        double[] ways = new double[n * (n + 1) / 2 + 1];
        ways[0] = 1;
        for (int rank = 1; rank <= n; rank++)
        {
            for (int sum = ways.Length - 1; sum >= rank; sum--) ways[sum] += ways[sum - rank];
        }

        return Math.Min(1, 2 * ways[..(smaller + 1)].Sum() / Math.Pow(2, n));
    }

    private static double Approximate(int n, double smaller, double tieCorrection)
    {
        double mean = n * (n + 1) / 4.0;
        double variance = n * (n + 1.0) * (2 * n + 1) / 24 - tieCorrection / 48;
        double z = Math.Max(0, mean - smaller - 0.5) / Math.Sqrt(variance);
        return ErrorFunction.Complement(z / Math.Sqrt(2));
    }
}
