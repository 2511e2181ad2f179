namespace SsNet.Experiments.Sweeps;

/// <summary>Sees a sweep as it goes. All calls come from the thread that runs the sweep.</summary>
public interface ISweepObserver
{
    /// <summary>A run is started or gone on with.</summary>
    /// <param name="run">The run.</param>
    /// <param name="state">How far it was.</param>
    void Started(SweepRun run, SweepRunState state);

    /// <summary>A run has ended.</summary>
    /// <param name="run">The run.</param>
    /// <param name="finished">Whether it is finished; without a failure it was stopped otherwise.</param>
    /// <param name="failure">What went wrong; null when nothing did.</param>
    void Ended(SweepRun run, bool finished, string? failure);

    /// <summary>Time has passed.</summary>
    /// <param name="status">How far the sweep is.</param>
    void Progressed(SweepStatus status);
}
