namespace SsNet.Benchmarks;

/// <summary>Prints measurements of short things beside each other.</summary>
internal static class MillisecondTable
{
    private const double MiB = 1 << 20;

    /// <summary>Writes a row per implementation; ratios are to the first.</summary>
    /// <param name="title">What was measured.</param>
    /// <param name="measured">The measurements, the one to compare with first.</param>
    public static void Write(string title, IReadOnlyList<Measurement> measured)
    {
        Console.WriteLine($"{title,-28}{"median ms",12}{"min ms",12}{"max ms",12}{"times faster",14}{"peak MiB",12}");
        foreach (var row in measured)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"{row.Name,-28}{row.Median * 1000,12:0.00}{row.Seconds.Min() * 1000,12:0.00}{row.Seconds.Max() * 1000,12:0.00}{measured[0].Median / row.Median,14:0.0}{row.PeakBytes / MiB,12:0}"));
        }
    }
}
