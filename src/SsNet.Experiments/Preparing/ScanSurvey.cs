using System.Collections.Immutable;
using SsNet.Experiments.Scans;
using SsNet.Imaging;
using SsNet.Imaging.Preparation;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Preparing;

/// <summary>What a look at every scan of a data set tells.</summary>
/// <param name="Collection">The data set.</param>
/// <param name="Scans">Its scans, in its order.</param>
public sealed record ScanSurvey(ScanCollection Collection, IReadOnlyList<SurveyedScan> Scans)
{
    /// <summary>Decimals of a median spacing: headers with fewer digits than ours give 0.6250000057 for 0.625.</summary>
    private const int SpacingDigits = 6;

    /// <summary>The scans that can be used.</summary>
    public IEnumerable<SurveyedScan> Usable => Scans.Where(scan => scan.Problem is null);

    /// <summary>The usable scans with a label.</summary>
    public IEnumerable<SurveyedScan> Labelled => Usable.Where(scan => scan.Scan.Label is not null);

    /// <summary>What is wrong, one line per scan that cannot be used.</summary>
    public IEnumerable<string> Problems => Scans.Where(scan => scan.Problem is not null).Select(scan => $"case {scan.Scan.Id}: {scan.Problem}");

    /// <summary>Looks at every scan of a data set; reads them all.</summary>
    /// <param name="collection">The data set.</param>
    /// <param name="axes">The order of axes.</param>
    /// <param name="workers">How many are read at a time.</param>
    /// <param name="progress">Told how many of how many are done, and which was the last.</param>
    /// <param name="cancellation">Stops after the scans under way.</param>
    public static ScanSurvey Of(ScanCollection collection, AxisOrder axes, int workers, Action<int, int, string>? progress = null, CancellationToken cancellation = default)
    {
        var surveyed = new SurveyedScan[collection.Scans.Count];
        ParallelCases.Run(surveyed.Length, workers, index => surveyed[index] = SurveyedScan.Of(collection.Scans[index], axes), index => collection.Scans[index].Id, progress, cancellation);
        return new ScanSurvey(collection, surveyed);
    }

    /// <summary>Whether the intensities look like Hounsfield units: no magnetic resonance image goes so far below 0, and air is at −1000.</summary>
    public bool LooksLikeCt => Usable.Any() && Median(Usable.Select(scan => (double)scan.Lowest)) < -500;

    /// <summary>What the values of the label maps stand for: what the data set says, or each value a class of its own.</summary>
    public LabelScheme LabelScheme() => Collection.Labels ?? Experiments.Scans.LabelScheme.OfValues(Labelled.SelectMany(scan => scan.LabelVoxels.Keys).Where(value => value != 0).Distinct());

    /// <summary>The median of the training scans' spacing along each axis, in mm.</summary>
    /// <exception cref="ReportedException">No scan can be used, or some have two axes and others three.</exception>
    public ImmutableArray<double> MedianSpacing()
    {
        var grids = TrainingGrids();
        return [.. Enumerable.Range(0, grids[0].Rank).Select(axis => Math.Round(Median(grids.Select(grid => grid.Spacing[axis])), SpacingDigits))];
    }

    /// <summary>The grids of the training scans; test scans have no say in how images are prepared.</summary>
    /// <exception cref="ReportedException">No scan can be used, or some have two axes and others three.</exception>
    public IReadOnlyList<Geometry> TrainingGrids()
    {
        Geometry[] grids = [.. Usable.Where(scan => scan.Scan.Part == ScanPart.Training).Select(scan => scan.Grid!)];
        if (grids.Length == 0) throw new ReportedException($"{Collection.Folder}: no training scan can be used; {Problems.FirstOrDefault() ?? "add some"}");
        if (Usable.FirstOrDefault(scan => scan.Grid!.Rank != grids[0].Rank) is { } other)
        {
            throw new ReportedException($"{Collection.Folder}: case {other.Scan.Id} has {other.Grid!.Rank} axes ({other.Grid.SizeText}), others have {grids[0].Rank}; use images of the same number of axes.");
        }

        return grids;
    }

    /// <summary>The middle value; the mean of the two middle ones of an even number.</summary>
    /// <param name="values">The values, at least one.</param>
    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
