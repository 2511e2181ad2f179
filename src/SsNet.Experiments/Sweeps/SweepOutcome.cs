namespace SsNet.Experiments.Sweeps;

/// <summary>How a sweep ended.</summary>
/// <param name="Runs">Runs in all.</param>
/// <param name="Finished">Runs that are finished, now or earlier.</param>
/// <param name="Failures">Runs that failed, with what they said last.</param>
public sealed record SweepOutcome(int Runs, int Finished, IReadOnlyList<(SweepRun Run, string Failure)> Failures);
