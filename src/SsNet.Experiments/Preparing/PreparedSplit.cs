using SsNet.Experiments.Scans;

namespace SsNet.Experiments.Preparing;

/// <summary>Which prepared cases are trained on, validate and test: by whole groups, so that no patient is in two parts.</summary>
/// <param name="Training">Cases to train on, labelled ones first as long as nobody changed the list.</param>
/// <param name="Validation">Cases to validate by.</param>
/// <param name="Test">Test cases.</param>
/// <param name="LeftOut">Cases that are in none: without a label in test or validation, of a patient who is there, or taken out of the lists.</param>
public sealed record PreparedSplit(IReadOnlyList<PreparedCase> Training, IReadOnlyList<PreparedCase> Validation, IReadOnlyList<PreparedCase> Test, IReadOnlyList<PreparedCase> LeftOut)
{
    /// <summary>From so many labelled groups on, a test can be spared if nobody says how large.</summary>
    public const int FewestLabelled = 5;

    /// <summary>Divides cases as their data set does or, where it keeps no labelled ones for the test, as was drawn.</summary>
    /// <param name="cases">The cases in the order of their data set.</param>
    /// <param name="drawn">The groups that were drawn for the test.</param>
    internal static PreparedSplit Of(IReadOnlyList<PreparedCase> cases, IEnumerable<string> drawn)
    {
        var split = new GroupSplit(cases.Select(item => (item.Group, item.Part)), drawn);
        var parts = cases.ToLookup(item => split.PartOf(item.Group, item.Labelled));
        return new PreparedSplit([.. parts[ScanPart.Training].OrderBy(item => item.Labelled ? 0 : 1)], [.. parts[ScanPart.Validation]], [.. parts[ScanPart.Test]], [.. parts[null]]);
    }
}
