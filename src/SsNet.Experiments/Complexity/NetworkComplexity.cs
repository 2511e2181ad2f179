namespace SsNet.Experiments.Complexity;

/// <summary>The size of a network, and its work on one patch.</summary>
/// <param name="Parameters">Learned numbers, of layers that do not run as well; running statistics are none.</param>
/// <param name="Macs">Multiply-accumulate operations of one forward pass over one patch.</param>
public readonly record struct NetworkComplexity(long Parameters, long Macs);
