using System.Collections.Immutable;

namespace SsNet.Data;

/// <summary>Which cases make up a batch, the labelled ones first.</summary>
/// <param name="Labelled">Positions in <see cref="Dataset.Labelled"/>.</param>
/// <param name="Unlabelled">Positions in <see cref="Dataset.Unlabelled"/>.</param>
public sealed record BatchPlan(ImmutableArray<int> Labelled, ImmutableArray<int> Unlabelled);
