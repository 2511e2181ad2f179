namespace SsNet.Losses;

/// <summary>
/// The weight of the unsupervised losses, which ramps up as training goes on (Laine and Aila 2016; Wu et al. 2022, section 3.2):
/// λ(t) = w · exp(−5 (1 − min(⌊t/interval⌋, L)/L)²).
/// </summary>
public sealed record ConsistencyWeight
{
    /// <summary>w: the weight when the ramp is over.</summary>
    public double Maximum { get; init; } = 1.0;

    /// <summary>L: the length of the ramp in intervals; 0 for full weight from the start.</summary>
    public double RampLength { get; init; } = 40;

    /// <summary>Iterations for which the weight stays the same.</summary>
    public int Interval { get; init; } = 150;

    /// <summary>Whether t counts the iteration under way (the published 3D code) or only those before it (2D).</summary>
    public bool CountsCurrentIteration { get; init; } = true;

    /// <summary>λ of an iteration.</summary>
    /// <param name="iteration">The iteration, counted from 1.</param>
    public double At(long iteration) => Maximum * Ramp((CountsCurrentIteration ? iteration : iteration - 1) / Interval, RampLength);

    /// <summary>exp(−5 (1 − x/L)²) for x clipped to [0, L]; 1 if L is 0.</summary>
    /// <param name="x">How far the ramp is.</param>
    /// <param name="length">L.</param>
    public static double Ramp(double x, double length)
    {
        if (length == 0) return 1;
        double rest = 1 - Math.Clamp(x, 0, length) / length;
        return Math.Exp(-5 * rest * rest);
    }
}
