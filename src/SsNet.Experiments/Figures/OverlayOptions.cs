namespace SsNet.Experiments.Figures;

/// <summary>How an overlay figure is drawn.</summary>
public sealed record OverlayOptions
{
    /// <summary>The axis that the slices are perpendicular to: 0, 1 or 2.</summary>
    public int Axis { get; init; } = 2;

    /// <summary>Colours of the classes 1, 2, … as #RRGGBB, used where there are several; null for <see cref="FigureColours.OfClass"/>.</summary>
    public IReadOnlyList<string>? Colours { get; init; }

    /// <summary>Which slices are shown.</summary>
    public OverlaySlice Slice { get; init; }

    /// <summary>Whether a strip under the slices of every volume shows the surfaces of all classes together: those of the predictions coloured by their distance to that of the truth.</summary>
    public bool Surfaces { get; init; }
}
