namespace SsNet.Experiments.Statistics;

/// <summary>The complementary error function, which .NET lacks (Abramowitz and Stegun 1964, chapter 7).</summary>
internal static class ErrorFunction
{
    private const double Switch = 2.5;
    private const int FractionTerms = 120;

    /// <summary>erfc(x) = 2/√π ∫ₓ^∞ exp(−t²) dt, to about 14 digits relative to the value.</summary>
    /// <param name="x">At least 0.</param>
    public static double Complement(double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        return x < Switch ? 1 - Series(x) : Fraction(x);
    }

    /// <summary>erf by 7.1.6: terms of one sign, so that nothing cancels.</summary>
    private static double Series(double x)
    {
        double term = x, sum = x;
        for (int n = 1; term > sum * 1e-17; n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>erfc by the continued fraction 7.1.14, from its far end: where erfc is small, 1 − erf would lose all digits.</summary>
    private static double Fraction(double x)
    {
        double tail = x;
        for (int n = FractionTerms; n >= 1; n--) tail = x + n / 2.0 / tail;
        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * tail);
    }
}
