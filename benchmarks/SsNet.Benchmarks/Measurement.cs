namespace SsNet.Benchmarks;

/// <summary>What one implementation took.</summary>
/// <param name="Name">The implementation.</param>
/// <param name="Seconds">Each repetition's time.</param>
/// <param name="PeakBytes">The most memory that the process had; on a graphics card what is in use there in the end.</param>
internal sealed record Measurement(string Name, double[] Seconds, long PeakBytes)
{
    /// <summary>The middle of the times.</summary>
    public double Median
    {
        get
        {
            double[] sorted = [.. Seconds.Order()];
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }
}
