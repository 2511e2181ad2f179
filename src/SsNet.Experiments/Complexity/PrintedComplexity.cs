namespace SsNet.Experiments.Complexity;

/// <summary>Two cells of the paper's tables.</summary>
/// <param name="Parameters">Millions of parameters, with two decimals.</param>
/// <param name="Macs">Thousands of millions of multiply-accumulate operations, with two decimals.</param>
public sealed record PrintedComplexity(decimal Parameters, decimal Macs);
