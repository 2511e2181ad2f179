using System.Collections.Immutable;
using SsNet.Experiments.Scans;
using SsNet.Randomness;

namespace SsNet.Experiments.Preparing;

/// <summary>Which groups of scans, such as patients, are trained on, validate and test: a group is in one part as a whole.</summary>
internal sealed class GroupSplit
{
    private const double DefaultShare = 0.2;

    private readonly HashSet<string> test;
    private readonly HashSet<string> validation;

    /// <summary>Divides groups as their data set does, and keeps some more for the test.</summary>
    /// <param name="scans">The group of every scan, and the part that the data set puts it in.</param>
    /// <param name="drawn">The groups that were drawn for the test.</param>
    public GroupSplit(IEnumerable<(string Group, ScanPart Part)> scans, IEnumerable<string> drawn)
    {
        var parts = scans.ToLookup(scan => scan.Part, scan => scan.Group);
        test = [.. parts[ScanPart.Test], .. drawn];
        validation = [.. parts[ScanPart.Validation].Except(test)];
    }

    /// <summary>
    /// The groups to keep for the test, drawn by chance from those with a label; none where the data set itself keeps labelled ones. They have to be drawn before anything is derived from
    /// the scans to train on.
    /// </summary>
    /// <param name="scans">The scans that can be used, in the order of their data set.</param>
    /// <param name="share">Share of the labelled groups; null for a fifth where there are at least <see cref="PreparedSplit.FewestLabelled"/>, else none.</param>
    /// <param name="seed">Seed of the choice.</param>
    public static ImmutableArray<string> Draw(IReadOnlyCollection<Scan> scans, double? share, long seed)
    {
        var setApart = new GroupSplit(scans.Select(scan => (scan.Group, scan.Part)), []);
        Scan[] labelled = [.. scans.Where(scan => scan.Label is not null)];
        if (labelled.Any(scan => setApart.test.Contains(scan.Group))) return [];
        string[] groups = [.. labelled.Select(scan => scan.Group).Where(group => !setApart.validation.Contains(group)).Distinct()];
        int count = share is { } stated ? (int)Math.Round(stated * groups.Length, MidpointRounding.AwayFromZero)
            : groups.Length >= PreparedSplit.FewestLabelled ? Math.Max(1, (int)(DefaultShare * groups.Length)) : 0;
        // One at least is left to learn from.
        count = Math.Min(count, groups.Length - 1);
        return count <= 0 ? [] : [.. new RandomSequence(seed, RandomPurpose.Split).Permutation(groups.Length).Take(count).Select(index => groups[index])];
    }

    /// <summary>What a case is for; null for nothing, since it has no label to be scored on and its group is not trained on.</summary>
    /// <param name="group">Its group.</param>
    /// <param name="labelled">Whether it has a label.</param>
    public ScanPart? PartOf(string group, bool labelled)
    {
        var part = test.Contains(group) ? ScanPart.Test : validation.Contains(group) ? ScanPart.Validation : ScanPart.Training;
        return part == ScanPart.Training || labelled ? part : null;
    }
}
