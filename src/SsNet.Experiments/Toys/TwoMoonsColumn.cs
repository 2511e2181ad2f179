namespace SsNet.Experiments.Toys;

/// <summary>A column of the figure.</summary>
/// <param name="Setting">How many labels, how much blur.</param>
/// <param name="Points">The points that were trained on.</param>
/// <param name="Supervised">What learning from the labelled points alone came to.</param>
/// <param name="SsNet">What SS-Net came to.</param>
internal sealed record TwoMoonsColumn(ToySetting Setting, ToyPoints Points, TwoMoonsPanel Supervised, TwoMoonsPanel SsNet);
