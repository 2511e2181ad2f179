namespace SsNet.Benchmarks;

/// <summary>Prints measurements beside each other.</summary>
internal static class MeasurementTable
{
    private const double GiB = 1L << 30;

    /// <summary>Writes a row per implementation; ratios are to the first.</summary>
    /// <param name="measured">The measurements, the one to compare with first.</param>
    /// <param name="floor">The time below which the machine cannot go, in seconds.</param>
    public static void Write(IReadOnlyList<Measurement> measured, double floor)
    {
        Console.WriteLine($"{"",-28}{"median s",12}{"min s",12}{"max s",12}{"times faster",14}{"peak GiB",12}{"of the first",14}{"of the floor",14}");
        foreach (var row in measured)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"{row.Name,-28}{row.Median,12:0.000}{row.Seconds.Min(),12:0.000}{row.Seconds.Max(),12:0.000}{measured[0].Median / row.Median,14:0.00}{row.PeakBytes / GiB,12:0.00}{(double)row.PeakBytes / measured[0].PeakBytes,14:0.00}{row.Median / floor,14:0.0}"));
        }
    }
}
