using SsNet.Training;

namespace SsNet.Tests.Training;

/// <summary>Keeps what a run told, and can interfere after an iteration.</summary>
internal sealed class RecordedProgress : ITrainingObserver
{
    public List<string> Events { get; } = [];

    public Action<long> AfterIteration { get; init; } = _ => { };

    public void IterationDone(IterationReport report)
    {
        Events.Add($"iteration {report.Iteration}");
        AfterIteration(report.Iteration);
    }

    public void Validated(ValidationReport report) => Events.Add(FormattableString.Invariant($"validated {report.Iteration}: {report.Dice:F2}{(report.IsBest ? " best" : "")}"));

    public void CheckpointSaved(long iteration) => Events.Add($"saved {iteration}");
}
