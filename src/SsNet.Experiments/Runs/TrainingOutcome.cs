using SsNet.Training;

namespace SsNet.Experiments.Runs;

/// <summary>How a training run ended.</summary>
/// <param name="Finished">Whether it came to its end; false when it was stopped.</param>
/// <param name="Iteration">The last iteration that is done.</param>
/// <param name="BestDice">The best mean validation Dice; null without validation.</param>
/// <param name="BestIteration">The iteration of the best validation; null without validation.</param>
/// <param name="ModelPath">The weights to predict with.</param>
/// <param name="Profile">Where the time went; null when it was not asked for.</param>
public sealed record TrainingOutcome(bool Finished, long Iteration, double? BestDice, long? BestIteration, string ModelPath, StepProfile? Profile);
