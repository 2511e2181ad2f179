namespace SsNet.Imaging.Preparation;

/// <summary>
/// Percentiles of many values without sorting or copying them. The bits of a number, with the order of negative ones turned round, are an integer with the same order; its upper
/// half is counted once, its lower half for the value that is asked for.
/// </summary>
internal sealed class OrderStatistics
{
    private const int Halves = 1 << 16;
    private const uint SignBit = 1u << 31;

    private readonly float[] values;
    private readonly int[] upperCounts = new int[Halves];

    /// <summary>Counts the upper halves.</summary>
    /// <param name="values">The values, at least one, none of them NaN.</param>
    public OrderStatistics(float[] values)
    {
        this.values = values;
        foreach (float value in values) upperCounts[KeyOf(value) >> 16]++;
    }

    /// <summary>A percentile, interpolated linearly between the two values nearest to it: NumPy's default, definition 7 of Hyndman and Fan 1996.</summary>
    /// <param name="percent">From 0, the least value, to 100, the greatest.</param>
    public double Percentile(double percent)
    {
        double place = percent / 100 * (values.Length - 1);
        int below = (int)place;
        double fraction = place - below, low = ValueAt(below);
        return fraction == 0 ? low : low + (ValueAt(below + 1) - low) * fraction;
    }

    /// <summary>The value that has so many before it in ascending order.</summary>
    private double ValueAt(int rank)
    {
        int upper = Find(upperCounts, ref rank);
        var lowerCounts = new int[Halves];
        foreach (float value in values)
        {
            uint key = KeyOf(value);
            if (key >> 16 == upper) lowerCounts[key & (Halves - 1)]++;
        }

        uint found = (uint)upper << 16 | (uint)Find(lowerCounts, ref rank);
        return BitConverter.UInt32BitsToSingle((found & SignBit) == 0 ? ~found : found ^ SignBit);
    }

    private static uint KeyOf(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return (bits & SignBit) == 0 ? bits ^ SignBit : ~bits;
    }

    /// <summary>The first number whose count, together with all before it, is more than a rank, which becomes the rank within that number.</summary>
    private static int Find(int[] counts, ref int rank)
    {
        int found = 0;
        while (rank >= counts[found]) rank -= counts[found++];
        return found;
    }
}
