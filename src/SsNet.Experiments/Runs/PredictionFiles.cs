namespace SsNet.Experiments.Runs;

/// <summary>The files that are written for an image.</summary>
/// <param name="Labels">Its label map.</param>
/// <param name="Probabilities">The probability of every foreground class; empty when nobody asked.</param>
/// <param name="Entropy">The uncertainty; null when nobody asked.</param>
internal sealed record PredictionFiles(string Labels, IReadOnlyList<string> Probabilities, string? Entropy);
