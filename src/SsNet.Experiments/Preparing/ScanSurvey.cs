using System.Collections.Immutable;
using System.Globalization;
using SsNet.Experiments.Scans;
using SsNet.Imaging;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Preparing;

/// <summary>What a look at every scan of a data set tells.</summary>
/// <param name="Collection">The data set.</param>
/// <param name="Scans">Its scans, in its order.</param>
/// <param name="DrawnTest">The groups that are kept for the test, where the data set keeps none.</param>
public sealed record ScanSurvey(ScanCollection Collection, IReadOnlyList<SurveyedScan> Scans, ImmutableArray<string> DrawnTest)
{
    /// <summary>Significant digits of a median spacing: headers in few digits give 0.62500006 for 0.625.</summary>
    private const string SpacingDigits = "G6";

    /// <summary>The scans that can be used.</summary>
    public IEnumerable<SurveyedScan> Usable => Scans.Where(scan => scan.Problem is null);

    /// <summary>The usable scans with a label.</summary>
    public IEnumerable<SurveyedScan> Labelled => Usable.Where(scan => scan.Scan.Label is not null);

    /// <summary>What is wrong, one line per scan that cannot be used.</summary>
    public IEnumerable<string> Problems => ProblemsOf(_ => true);

    /// <summary>What is wrong with a scan to train on that somebody segmented; null if all of them can be used.</summary>
    internal string? LabelledProblem => ProblemsOf(scan => scan is { Label: not null, Part: ScanPart.Training }).FirstOrDefault();

    /// <summary>The usable scans to train on: neither test nor validation scans have a say in how images are prepared.</summary>
    public IEnumerable<SurveyedScan> Training => In(ScanPart.Training);

    /// <summary>The training scans with a label.</summary>
    public IEnumerable<SurveyedScan> LabelledTraining => Training.Where(scan => scan.Scan.Label is not null);

    /// <summary>The usable scans of a part of the split.</summary>
    /// <param name="part">The part.</param>
    public IEnumerable<SurveyedScan> In(ScanPart part)
    {
        var split = new GroupSplit(Usable.Select(scan => (scan.Scan.Group, scan.Scan.Part)), DrawnTest);
        return Usable.Where(scan => split.PartOf(scan.Scan.Group, scan.Scan.Label is not null) == part);
    }

    /// <summary>Looks at every scan of a data set; reads them all, and keeps no voxels.</summary>
    /// <param name="collection">The data set.</param>
    /// <param name="options">How it is to be prepared.</param>
    /// <param name="progress">Told how many of how many are done, and which was the last.</param>
    /// <param name="cancellation">Stops after the scans under way.</param>
    public static ScanSurvey Of(ScanCollection collection, PrepareOptions options, Action<int, int, string>? progress = null, CancellationToken cancellation = default)
    {
        var scheme = options.Labels ?? collection.Labels;
        var surveyed = new SurveyedScan[collection.Scans.Count];
        ParallelCases.Run(
            surveyed.Length, options.Workers, index => surveyed[index] = SurveyedScan.Of(collection.Scans[index], options.Axes, scheme), index => collection.Scans[index].Id, progress, cancellation);
        Scan[] usable = [.. surveyed.Where(scan => scan.Problem is null).Select(scan => scan.Scan)];
        return new ScanSurvey(collection, surveyed, GroupSplit.Draw(usable, options.TestShare, options.SplitSeed));
    }

    /// <summary>Whether the intensities look like Hounsfield units: no magnetic resonance image goes so far below 0, and air is at −1000.</summary>
    public bool LooksLikeCt => Training.Any() && Median(Training.Select(scan => (double)scan.Lowest)) < -500;

    /// <summary>The median spacing of the training scans along each axis, in mm.</summary>
    /// <exception cref="ReportedException">No scan can be used, or some have two axes and others three.</exception>
    public ImmutableArray<double> MedianSpacing()
    {
        int rank = Rank();
        Geometry[] grids = [.. Training.Select(scan => scan.Grid!)];
        return [.. Enumerable.Range(0, rank).Select(axis => double.Parse(Median(grids.Select(grid => grid.Spacing[axis])).ToString(SpacingDigits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))];
    }

    /// <summary>The number of axes that all scans have.</summary>
    /// <exception cref="ReportedException">No training scan can be used, or some have two axes and others three.</exception>
    public int Rank()
    {
        var first = Training.FirstOrDefault() ?? throw new ReportedException($"{Collection.Folder}: no training scan can be used; {Problems.FirstOrDefault() ?? "add some."}");
        return Usable.FirstOrDefault(scan => scan.Grid!.Rank != first.Grid!.Rank) is { } other
            ? throw new ReportedException(
                $"{Collection.Folder}: case {other.Scan.Id} has {other.Grid!.Rank} axes ({other.Grid.SizeText}), and case {first.Scan.Id} has {first.Grid!.Rank} ({first.Grid.SizeText}); use images of the same number of axes.")
            : first.Grid!.Rank;
    }

    private IEnumerable<string> ProblemsOf(Func<Scan, bool> isMeant) => Scans.Where(scan => scan.Problem is not null && isMeant(scan.Scan)).Select(scan => $"case {scan.Scan.Id}: {scan.Problem}");

    /// <summary>The middle value; the mean of the two middle ones of an even number.</summary>
    /// <param name="values">The values, at least one.</param>
    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
