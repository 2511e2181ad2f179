namespace SsNet.Cli.Verbs;

/// <summary>Shows the paper's idea on points of the plane.</summary>
internal sealed class ToyCommand() : VerbGroup("toy", "Show on toy data what SS-Net does: no scans needed.", new ToyTwoMoonsCommand());
