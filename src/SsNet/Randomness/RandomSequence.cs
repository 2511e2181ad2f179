namespace SsNet.Randomness;

/// <summary>
/// Random numbers that are a function of a seed and of what they are for (a purpose and any number of indices), never of
/// what was drawn before elsewhere. Any sample of any iteration can be drawn again, on any thread, in any order; there is
/// no state to save. The generator is SplitMix64 (Steele, Lea and Flood 2014).
/// </summary>
public struct RandomSequence
{
    private const ulong Increment = 0x9E3779B97F4A7C15;

    private ulong state;

    /// <summary>A sequence of its own for one purpose.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="purpose">What the numbers are for.</param>
    /// <param name="indices">Which one of that purpose: iteration, sample, case.</param>
    public RandomSequence(long seed, RandomPurpose purpose, params ReadOnlySpan<long> indices)
    {
        state = Mix((ulong)seed + Increment);
        state = Mix(state ^ (ulong)purpose);
        foreach (long index in indices) state = Mix(state + Increment ^ (ulong)index);
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextBits()
    {
        state += Increment;
        return Mix(state);
    }

    /// <summary>A number in [0, 1).</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    /// <param name="low">Smallest value.</param>
    /// <param name="high">Upper end, not reached.</param>
    public double Uniform(double low, double high) => low + (high - low) * NextDouble();

    /// <summary>A standard normal number (Box and Muller 1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>An integer in [0, <paramref name="exclusiveMaximum"/>); 0 when the bound is below 1.</summary>
    /// <param name="exclusiveMaximum">Upper bound, not reached.</param>
    public int Below(int exclusiveMaximum) => exclusiveMaximum < 1 ? 0 : (int)Math.BigMul(NextBits(), (ulong)exclusiveMaximum, out _);

    /// <summary>A random order of 0 … n − 1 (Fisher and Yates).</summary>
    /// <param name="count">How many.</param>
    public int[] Permutation(int count)
    {
        var order = new int[count];
        for (int i = 0; i < count; i++)
        {
            int j = Below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }

        return order;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }
}
