using SsNet.Training;

namespace SsNet.Experiments.Runs;

/// <summary>Passes what it sees on to others, in order.</summary>
internal sealed class CompositeObserver : ITrainingObserver
{
    private ITrainingObserver[] observers = [];

    public void Use(params ITrainingObserver[] others) => observers = others;

    public void IterationDone(IterationReport report)
    {
        foreach (var observer in observers) observer.IterationDone(report);
    }

    public void Validated(ValidationReport report)
    {
        foreach (var observer in observers) observer.Validated(report);
    }

    public void CheckpointSaved(long iteration)
    {
        foreach (var observer in observers) observer.CheckpointSaved(iteration);
    }
}
