namespace SsNet.Experiments.Sweeps;

/// <summary>How the runs of a sweep are done.</summary>
/// <param name="Program">The program that trains and evaluates.</param>
/// <param name="Split">What is evaluated after training.</param>
/// <param name="Data">The folder of the data; null for data that are made.</param>
/// <param name="Workers">How many runs are done at the same time, at least 1.</param>
/// <param name="Threads">Threads of each; null for what its recipe says, or where that says nothing, its share of the cores.</param>
public sealed record SweepSettings(SweepProgram Program, string Split, string? Data, int Workers, int? Threads);
