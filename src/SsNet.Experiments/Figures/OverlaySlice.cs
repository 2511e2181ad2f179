namespace SsNet.Experiments.Figures;

/// <summary>Which slice of a volume an overlay shows.</summary>
public enum OverlaySlice
{
    /// <summary>The one with most of the truth, or of the first prediction where there is no truth.</summary>
    Truth,

    /// <summary>The one where the methods err and differ most.</summary>
    Disagreement,
}
