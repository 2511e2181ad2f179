using SsNet.Training;

namespace SsNet.Experiments.Tests.Runs;

/// <summary>Sees a run and says nothing; may interfere after an iteration.</summary>
internal sealed class Silence : ITrainingObserver
{
    public Action<long> AfterIteration { get; init; } = _ => { };

    public void IterationDone(IterationReport report) => AfterIteration(report.Iteration);

    public void Validated(ValidationReport report)
    {
    }

    public void CheckpointSaved(long iteration)
    {
    }
}
