using System.Collections.Immutable;

namespace SsNet.Experiments.Preparing;

/// <summary>What a preparation gave.</summary>
/// <param name="Folder">Where.</param>
/// <param name="Cases">The prepared cases, in the order of the data set.</param>
/// <param name="Split">Which cases the lists say are trained on and tested.</param>
/// <param name="AlreadyThere">How many were prepared before.</param>
/// <param name="LeftOut">Scans that could not be used, with reasons.</param>
/// <param name="Gone">Cases that were prepared before from scans that the data set has no more; lists that name them still do.</param>
public sealed record PreparationOutcome(PreparedFolder Folder, IReadOnlyList<PreparedCase> Cases, PreparedSplit Split, int AlreadyThere, ImmutableArray<string> LeftOut, ImmutableArray<string> Gone);
