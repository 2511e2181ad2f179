namespace SsNet.Experiments.Proposing;

/// <summary>For what machine a recipe is proposed.</summary>
public enum Budget
{
    /// <summary>A few cores: small patches, half the width, 2000 iterations.</summary>
    Small,

    /// <summary>A graphics card: patches, width and iterations as in the paper.</summary>
    Full,
}
