namespace SsNet.Methods;

/// <summary>One term of an objective, as logged.</summary>
/// <param name="Name">Its name, such as <c>seg</c>.</param>
/// <param name="Value">Its value before weighting.</param>
/// <param name="Weight">Its factor in the total.</param>
public readonly record struct LossTerm(string Name, double Value, double Weight);
