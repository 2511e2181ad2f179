namespace SsNet.Experiments.Toys;

/// <summary>What one training came to.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Setting">How many labels, how much blur.</param>
/// <param name="Method">Which way to learn.</param>
/// <param name="Accuracy">The share of held-out points that are classified correctly.</param>
public sealed record ToyRun(long Seed, ToySetting Setting, ToyMethod Method, double Accuracy)
{
    /// <summary>The method's name as the paper writes it.</summary>
    public string MethodText => Method == ToyMethod.SsNet ? "SS-Net" : "Supervised";
}
