using SsNet.Experiments.Scans;
using SsNet.Randomness;

namespace SsNet.Experiments.Preparing;

/// <summary>Which prepared cases are trained on, validate and test: by whole groups, so that no patient is in two parts.</summary>
/// <param name="Training">Cases to train on, labelled ones first.</param>
/// <param name="Validation">Cases that the data set sets apart for validation.</param>
/// <param name="Test">Test cases.</param>
/// <param name="LeftOut">Cases that are in none: without a label in test or validation, or of a patient who is there.</param>
public sealed record PreparedSplit(IReadOnlyList<PreparedCase> Training, IReadOnlyList<PreparedCase> Validation, IReadOnlyList<PreparedCase> Test, IReadOnlyList<PreparedCase> LeftOut)
{
    /// <summary>From so many labelled groups on, a test can be spared if nobody says how large.</summary>
    public const int FewestLabelled = 5;

    private const double DefaultShare = 0.2;

    /// <summary>Divides cases as their data set does or, where it sets no labelled ones apart for the test, by chance.</summary>
    /// <param name="cases">The cases in the order of their data set.</param>
    /// <param name="share">Share of the labelled groups for the test; null for a fifth where there are at least <see cref="FewestLabelled"/>.</param>
    /// <param name="seed">Seed of the choice.</param>
    public static PreparedSplit Of(IReadOnlyList<PreparedCase> cases, double? share, long seed)
    {
        var testGroups = cases.Where(item => item.Part == ScanPart.Test).Select(item => item.Group).ToHashSet();
        var validationGroups = cases.Where(item => item.Part == ScanPart.Validation).Select(item => item.Group).Except(testGroups).ToHashSet();
        if (!cases.Any(item => item.Labelled && testGroups.Contains(item.Group)))
        {
            testGroups.UnionWith(Draw([.. cases.Where(item => item.Labelled && !validationGroups.Contains(item.Group)).Select(item => item.Group).Distinct()], share, seed));
        }

        bool IsTest(PreparedCase item) => testGroups.Contains(item.Group);
        bool IsValidation(PreparedCase item) => validationGroups.Contains(item.Group);
        return new PreparedSplit(
            [.. cases.Where(item => !IsTest(item) && !IsValidation(item)).OrderBy(item => item.Labelled ? 0 : 1)],
            [.. cases.Where(item => IsValidation(item) && item.Labelled)],
            [.. cases.Where(item => IsTest(item) && item.Labelled)],
            [.. cases.Where(item => (IsTest(item) || IsValidation(item)) && !item.Labelled)]);
    }

    private static HashSet<string> Draw(string[] groups, double? share, long seed)
    {
        int count = share is { } stated ? (int)Math.Round(stated * groups.Length, MidpointRounding.AwayFromZero)
            : groups.Length >= FewestLabelled ? Math.Max(1, (int)(DefaultShare * groups.Length)) : 0;
        // One at least is left to learn from.
        count = Math.Min(count, groups.Length - 1);
        return count <= 0 ? [] : [.. new RandomSequence(seed, RandomPurpose.Split).Permutation(groups.Length).Take(count).Select(index => groups[index])];
    }
}
