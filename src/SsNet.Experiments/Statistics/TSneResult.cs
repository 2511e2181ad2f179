namespace SsNet.Experiments.Statistics;

/// <summary>Points laid out in the plane.</summary>
/// <param name="Positions">[n, 2], around the origin; lengths have no unit.</param>
/// <param name="Divergence">The Kullback–Leibler divergence that is left between neighbourhoods in the plane and before, in nats.</param>
public sealed record TSneResult(double[,] Positions, double Divergence);
