namespace SsNet.Experiments.Runs;

/// <summary>Names of the cases of a run: volumes, or the slices that it learned from.</summary>
/// <param name="Labelled">Those it learned from with their labels.</param>
/// <param name="Unlabelled">Those it had without.</param>
/// <param name="Validation">Those that chose the weights; empty when none did.</param>
/// <param name="Test">The test cases.</param>
/// <param name="Benchmark">The data set.</param>
/// <param name="Selection">How the weights are chosen, in one line for the reader.</param>
/// <param name="HoldsOut">Whether those that chose the weights are labelled training cases that were held out, not cases that the data set sets apart; null in runs of earlier programs.</param>
internal sealed record RunSplit(
    IReadOnlyList<string> Labelled, IReadOnlyList<string> Unlabelled, IReadOnlyList<string> Validation, IReadOnlyList<string> Test, string Benchmark = "", string Selection = "", bool? HoldsOut = null);
