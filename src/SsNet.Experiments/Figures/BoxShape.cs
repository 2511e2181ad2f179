namespace SsNet.Experiments.Figures;

/// <summary>Where the parts of a box plot lie (Tukey 1977).</summary>
/// <param name="Low">End of the lower whisker: the lowest value within 1.5 lengths of the box, or the box's end where all of them lie in it.</param>
/// <param name="First">The first quartile.</param>
/// <param name="Median">The median.</param>
/// <param name="Third">The third quartile.</param>
/// <param name="High">End of the upper whisker.</param>
internal readonly record struct BoxShape(double Low, double First, double Median, double Third, double High)
{
    private const double Reach = 1.5;

    /// <summary>The parts of the box of some values.</summary>
    /// <param name="sorted">The values in ascending order, at least one.</param>
    public static BoxShape Of(IReadOnlyList<double> sorted)
    {
        double first = Quantile(sorted, 0.25), third = Quantile(sorted, 0.75), reach = Reach * (third - first);
        // Quartiles are interpolated: the nearest value within reach may be inside the box, where no whisker begins.
        double low = Math.Min(first, sorted.First(value => value >= first - reach)), high = Math.Max(third, sorted.Last(value => value <= third + reach));
        return new BoxShape(low, first, Quantile(sorted, 0.5), third, high);
    }

    /// <summary>The value below which a share of sorted values lies, interpolated linearly between them.</summary>
    /// <param name="sorted">The values, at least one.</param>
    /// <param name="share">The share, from 0 to 1.</param>
    public static double Quantile(IReadOnlyList<double> sorted, double share)
    {
        double place = share * (sorted.Count - 1);
        int lower = (int)place;
        return lower + 1 < sorted.Count ? sorted[lower] + (place - lower) * (sorted[lower + 1] - sorted[lower]) : sorted[lower];
    }
}
