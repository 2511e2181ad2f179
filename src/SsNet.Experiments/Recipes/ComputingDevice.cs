namespace SsNet.Experiments.Recipes;

/// <summary>Where tensors live: on the processor, which is the default, or on a CUDA graphics card.</summary>
/// <param name="Card">The number of the card; null for the processor.</param>
public readonly record struct ComputingDevice(int? Card)
{
    /// <summary>Its name in recipes: <c>cpu</c>, <c>cuda</c> for the first card, <c>cuda:1</c> for the second.</summary>
    public override string ToString() => Card switch
    {
        null => "cpu",
        0 => "cuda",
        int card => FormattableString.Invariant($"cuda:{card}"),
    };
}
