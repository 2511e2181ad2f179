using static TorchSharp.torch;

namespace SsNet.Methods;

/// <summary>One term of an objective.</summary>
/// <param name="Name">Its name in logs, such as <c>seg</c>.</param>
/// <param name="Value">Its value before weighting, a scalar.</param>
/// <param name="Weight">Its factor in the total; 0 for a value that is only logged.</param>
public readonly record struct LossTerm(string Name, Tensor Value, double Weight);
