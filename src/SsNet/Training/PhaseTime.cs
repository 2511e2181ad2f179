namespace SsNet.Training;

/// <summary>The time of one phase of training, without that of the phases within it.</summary>
/// <param name="Name">The phase, such as <c>forward</c>.</param>
/// <param name="Time">All of its time together.</param>
/// <param name="Calls">How often it began; 0 for what belongs to no phase.</param>
public readonly record struct PhaseTime(string Name, TimeSpan Time, long Calls);
