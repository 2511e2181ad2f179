using System.Collections.Immutable;
using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Preparing;
using SsNet.Experiments.Scans;
using SsNet.Imaging;
using SsNet.Imaging.Preparation;
using SsNet.Imaging.Resampling;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Proposing;

/// <summary>What a data set is like once it is prepared, as far as a recipe depends on it.</summary>
public sealed record DataSummary
{
    /// <summary>Channels of an image.</summary>
    public required int Channels { get; init; }

    /// <summary>What the classes 1, 2, … are.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>Median voxels along each axis of the prepared training scans.</summary>
    public required ImmutableArray<int> Size { get; init; }

    /// <summary>Median spacing along each axis of the prepared training scans, in mm.</summary>
    public required ImmutableArray<double> Spacing { get; init; }

    /// <summary>Labelled scans to train on.</summary>
    public required int Labelled { get; init; }

    /// <summary>Unlabelled scans to train on.</summary>
    public required int Unlabelled { get; init; }

    /// <summary>Scans that the data set sets apart for validation.</summary>
    public required int Validation { get; init; }

    /// <summary>Test scans.</summary>
    public required int Test { get; init; }

    /// <summary>Whether nearly every class of nearly every label is one piece, so that further pieces of a prediction are mistakes.</summary>
    public required bool OnePiece { get; init; }

    /// <summary>A prepared folder; only its reports are read.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="ReportedException">It cannot be read, or is not finished.</exception>
    public static DataSummary OfPrepared(string path)
    {
        var benchmark = PreparedBenchmark.Open(path);
        var folder = PreparedFolder.Open(path);
        PreparedCase[] cases = [.. new CaseList(folder.TrainingList).Entries.Select(entry => folder.ReadReport(entry.Id))];
        RequireLabels(path, cases.Count(item => item.Labelled));
        int rank = cases[0].Size.Length;
        return new DataSummary
        {
            Channels = folder.Record.Channels.Length,
            ClassNames = benchmark.ClassNames,
            Size = MedianOf(rank, cases.Select(item => item.Size.Select(n => (double)n).ToArray()), n => (int)Math.Round(n)),
            Spacing = MedianOf(rank, cases.Select(item => item.Spacing.ToArray()), value => value),
            Labelled = cases.Count(item => item.Labelled),
            Unlabelled = cases.Count(item => !item.Labelled),
            Validation = benchmark.Validation.Count,
            Test = benchmark.Test.Count,
            OnePiece = IsOnePiece(cases.Where(item => item.Labelled).Select(item => item.InLargestPiece)),
        };
    }

    /// <summary>A data set as <c>ssnet prepare</c> would prepare it.</summary>
    /// <param name="survey">A look at it, with components counted.</param>
    /// <param name="record">How it would be prepared.</param>
    /// <exception cref="ReportedException">No scan to train on has a label, or none that can be used.</exception>
    public static DataSummary OfSurvey(ScanSurvey survey, PreparationRecord record)
    {
        SurveyedScan[] training = [.. survey.Training], labelled = [.. survey.LabelledTraining];
        RequireLabels(survey.Collection.Folder, labelled.Length, survey.LabelledProblem);
        Geometry[] grids = [.. training.Select(scan => Prepared(scan, record))];
        int rank = grids[0].Rank;
        return new DataSummary
        {
            Channels = record.Channels.Length,
            ClassNames = [.. record.Labels.Classes.Select(item => item.Name)],
            Size = MedianOf(rank, grids.Select(grid => grid.Size.Select(n => (double)n).ToArray()), n => (int)Math.Round(n)),
            Spacing = MedianOf(rank, grids.Select(grid => grid.Spacing.ToArray()), value => value),
            Labelled = labelled.Length,
            Unlabelled = training.Length - labelled.Length,
            Validation = survey.In(ScanPart.Validation).Count(),
            Test = survey.In(ScanPart.Test).Count(),
            OnePiece = IsOnePiece(labelled.Select(scan => scan.InLargestPiece)),
        };
    }

    private static void RequireLabels(string folder, int labelled, string? problem = null)
    {
        if (labelled > 0) return;
        throw new ReportedException(problem is null
            ? $"{folder}: no scan to train on has a label, and something has to be learnt from; segment some scans first."
            : $"{folder}: no scan to train on has a label that can be used; {problem}");
    }

    private static Geometry Prepared(SurveyedScan scan, PreparationRecord record)
    {
        var grid = scan.Grid!;
        var box = record.Settings.Crop != CropKind.Region ? VoxelBox.Whole(grid)
            : record.CutsAroundLabels && scan.LabelBox is { } label ? LabelCrop.Of(record.Kind, record.Asked).Around(label, grid)
            : record.Settings.Region!.On(grid);
        var cut = box.PartOf(grid);
        return record.Settings.Spacing.IsEmpty ? cut : GridResampling.Respaced(cut, [.. record.Settings.Spacing.Zip(cut.Spacing, (asked, own) => asked == 0 ? own : asked)]);
    }

    /// <summary>Nine labels of ten have at least 95 % of their voxels in one piece.</summary>
    private static bool IsOnePiece(IEnumerable<double> sharesInLargestPiece)
    {
        double[] shares = [.. sharesInLargestPiece];
        return shares.Count(share => share >= 0.95) >= 0.9 * shares.Length;
    }

    private static ImmutableArray<T> MedianOf<T>(int rank, IEnumerable<double[]> values, Func<double, T> convert)
    {
        double[][] all = [.. values];
        return [.. Enumerable.Range(0, rank).Select(axis => convert(ScanSurvey.Median(all.Select(value => value[axis]))))];
    }
}
