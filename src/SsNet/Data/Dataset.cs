namespace SsNet.Data;

/// <summary>The training cases: those with a label to learn from, and those without. A label that an unlabelled case may carry is never used.</summary>
/// <param name="Labelled">Cases whose label is used.</param>
/// <param name="Unlabelled">Cases of which only the image is used; may be empty.</param>
public sealed record Dataset(IReadOnlyList<CaseSource> Labelled, IReadOnlyList<CaseSource> Unlabelled);
