using SsNet.Methods;

namespace SsNet.Training;

/// <summary>Sees a run as it goes: a console, a log file, curves.</summary>
public interface ITrainingObserver
{
    /// <summary>An iteration is done.</summary>
    /// <param name="report">Its losses.</param>
    void IterationDone(IterationReport report);

    /// <summary>The network was validated.</summary>
    /// <param name="report">Its score.</param>
    void Validated(ValidationReport report);

    /// <summary>Everything up to an iteration is safe on disk.</summary>
    /// <param name="iteration">The iteration, counted from 1.</param>
    void CheckpointSaved(long iteration);
}

/// <summary>The losses of an iteration.</summary>
/// <param name="Iteration">The iteration, counted from 1.</param>
/// <param name="Iterations">The length of the run.</param>
/// <param name="Terms">The terms of the objective.</param>
/// <param name="Total">What was minimised.</param>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Seconds">How long the iteration took.</param>
public sealed record IterationReport(
    long Iteration,
    long Iterations,
    IReadOnlyList<LossTerm> Terms,
    double Total,
    double LearningRate,
    double Seconds);

/// <summary>The score of the network after an iteration.</summary>
/// <param name="Iteration">The iteration, counted from 1.</param>
/// <param name="Dice">Mean Dice over the validation cases and the foreground classes, in [0, 1].</param>
/// <param name="IsBest">Whether it is the best so far.</param>
public sealed record ValidationReport(long Iteration, double Dice, bool IsBest);
