namespace SsNet.Losses;

/// <summary>The two readings of the class separation: what the paper says, and what the published code does.</summary>
public enum SeparationVariant
{
    /// <summary>Prototypes are the K candidates with the highest scores; prototype weights are normalised over the memory (Wu et al. 2022, algorithm 2).</summary>
    Paper,

    /// <summary>
    /// As published code runs: the K candidates with the lowest scores are kept, and every prototype weight is divided by itself
    /// and thus 1, so that the memory attention learns nothing.
    /// </summary>
    Released,
}
