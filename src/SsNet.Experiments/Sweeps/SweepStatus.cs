namespace SsNet.Experiments.Sweeps;

/// <summary>How far a sweep is.</summary>
/// <param name="Runs">Runs in all.</param>
/// <param name="Finished">Runs that are trained and evaluated.</param>
/// <param name="Failed">Runs that ended with an error in this sitting.</param>
/// <param name="Running">Runs under way.</param>
/// <param name="IterationsDone">Iterations of all runs that are done.</param>
/// <param name="IterationsLeft">Iterations that are still to be done.</param>
public sealed record SweepStatus(int Runs, int Finished, int Failed, IReadOnlyList<RunStatus> Running, long IterationsDone, long IterationsLeft);

/// <summary>How far a run is.</summary>
/// <param name="Run">The run.</param>
/// <param name="Step">What is done at the moment.</param>
/// <param name="Iteration">The last iteration in its log; 0 before the first.</param>
public sealed record RunStatus(SweepRun Run, SweepStep Step, long Iteration);

/// <summary>What is done for a run.</summary>
public enum SweepStep
{
    /// <summary>A process of an earlier sweep that was killed still saves its work.</summary>
    Waiting,

    /// <summary>It is trained.</summary>
    Training,

    /// <summary>It is evaluated.</summary>
    Evaluating,
}
