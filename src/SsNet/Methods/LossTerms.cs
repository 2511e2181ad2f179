using static TorchSharp.torch;

namespace SsNet.Methods;

/// <summary>The terms of a method's objective in one iteration, and their weighted sum.</summary>
public sealed class LossTerms
{
    /// <summary>The terms of an objective.</summary>
    /// <param name="terms">At least one with a weight other than 0.</param>
    public LossTerms(params ReadOnlySpan<LossTerm> terms)
    {
        Terms = [.. terms];
        Total = Terms.Where(term => term.Weight != 0).Select(term => term.Weight == 1 ? term.Value : term.Value * term.Weight).Aggregate((a, b) => a + b);
    }

    /// <summary>The terms, in the order of the objective.</summary>
    public IReadOnlyList<LossTerm> Terms { get; }

    /// <summary>What is minimised: Σ weight · value, a scalar with gradient.</summary>
    public Tensor Total { get; }
}
