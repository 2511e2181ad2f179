namespace SsNet.Training;

/// <summary>Where a run keeps its weights.</summary>
/// <param name="Last">The checkpoint to go on from.</param>
/// <param name="Best">The weights with the best validation.</param>
/// <param name="Notes">What is kept with both, such as the recipe.</param>
public sealed record CheckpointFiles(string Last, string Best, IReadOnlyDictionary<string, string> Notes);
