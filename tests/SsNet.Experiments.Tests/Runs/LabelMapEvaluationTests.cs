using SsNet.Experiments.Runs;
using SsNet.Experiments.Scans;
using SsNet.Imaging;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Metrics;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Experiments.Tests.Runs;

public sealed class LabelMapEvaluationTests : IDisposable
{
    /// <summary>Slices to the head, rows to the back, columns to the left, as canonical images have it.</summary>
    private static readonly Geometry Grid = new([4, 6, 5], [3, 1.5, 0.5], [7, -20, 30], [0, 0, 1, 0, 1, 0, 1, 0, 0]);

    private readonly TemporaryFolder folder = new();

    public LabelMapEvaluationTests()
    {
        Directory.CreateDirectory(Predictions);
        Directory.CreateDirectory(Truths);
    }

    private string Predictions => folder.FileNamed("predictions");

    private string Truths => folder.FileNamed("truths");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Formats_and_orders_of_axes_make_no_difference_and_distances_are_in_mm()
    {
        Volume<byte> truth = Block(Grid, 1, 3), prediction = Block(Grid, 2, 4);
        var expected = SegmentationMetrics.Compute(prediction, truth, 1, Grid.Spacing.AsSpan());
        ImageFile.Write(Truth("a.nrrd"), truth);
        ImageFile.Write(Prediction("a.nii.gz"), Reorientation.ToReversedAxes(Grid).Apply(prediction));
        ImageFile.Write(Truth("b.h5"), Flipped(truth));
        ImageFile.Write(Prediction("b.nrrd"), prediction);

        var (scores, notes) = Run();
        Assert.Empty(notes);
        Assert.Equal("mm", scores.Unit);
        Assert.Equal([("a", 1), ("b", 1)], scores.Rows.Select(row => (row.CaseId, row.ClassIndex)));
        Assert.All(scores.Rows, row =>
        {
            Assert.Equal((expected.Dice, expected.Jaccard), (row.Score.Dice, row.Score.Jaccard));
            Assert.Equal(expected.Hd95, row.Score.Hd95, 1e-5);
            Assert.Equal(expected.Asd, row.Score.Asd, 1e-5);
        });
    }

    [Fact]
    public void Truths_may_have_suffixes_and_what_is_no_label_map_is_passed_over()
    {
        string[] suffixes = ["", "_gt", "_seg", "_label", "_labels", "_mask", "-label"];
        foreach (var (i, suffix) in suffixes.Index())
        {
            ImageFile.Write(Truth($"case{i}{suffix}.nrrd"), Block(Grid, 1, 3));
            ImageFile.Write(Prediction($"case{i}.nii"), Block(Grid, 1, 3));
        }

        foreach (string name in (string[])["case0_probability1.h5", "case0_entropy.nrrd", ".case0.nii", "volumes.csv", "volumes.json", "notes.txt"]) File.WriteAllText(Prediction(name), "no label map");
        File.WriteAllText(Truth(".hidden.nrrd"), "no label map");
        Directory.CreateDirectory(Prediction("figures"));
        var (scores, notes) = Run();
        Assert.Empty(notes);
        Assert.Equal(Enumerable.Range(0, suffixes.Length).Select(i => $"case{i}"), scores.Rows.Select(row => row.CaseId));
        Assert.All(scores.Rows, row => Assert.Equal(1, row.Score.Dice));
    }

    [Fact]
    public void A_prediction_without_truth_is_noted_and_a_truth_without_prediction_is_an_error_unless_allowed()
    {
        foreach (string id in (string[])["a", "b"]) ImageFile.Write(Prediction($"{id}.nrrd"), Block(Grid, 1, 3));
        foreach (string id in (string[])["b", "c", "d"]) ImageFile.Write(Truth($"{id}.nrrd"), Block(Grid, 1, 3));
        Assert.Equal(
            $"{Predictions}: 2 of 3 cases have no prediction (c, d); add them, or leave them out with --allow-missing.",
            Assert.Throws<ReportedException>(() => Run()).Message);
        var (scores, notes) = Run(allowMissing: true);
        Assert.Equal("b", Assert.Single(scores.Rows).CaseId);
        Assert.Equal(
            ["cases without a prediction are left out, which flatters the means (2 of 3): c, d", "predictions without a truth are not scored (1 of 2): a"],
            notes);

        // A prediction that is named asks for its own case.
        Assert.Empty(LabelMapEvaluation.Run(Prediction("b.nrrd"), Truths, cancellation: TestContext.Current.CancellationToken).Notes);
    }

    [Fact]
    public void Two_files_are_compared_whatever_they_are_called()
    {
        ImageFile.Write(Prediction("mine.nrrd"), Block(Grid, 1, 3));
        ImageFile.Write(Truth("theirs_gt.nii"), Block(Grid, 1, 3));
        var row = Assert.Single(LabelMapEvaluation.Run(Prediction("mine.nrrd"), Truth("theirs_gt.nii"), cancellation: TestContext.Current.CancellationToken).Scores.Rows);
        Assert.Equal(("mine", 1), (row.CaseId, row.Score.Dice));
        Assert.Contains("have no case in common (mine; theirs)", Assert.Throws<ReportedException>(() => Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_image_beside_a_truth_is_not_taken_for_one_and_doubtful_names_are_refused()
    {
        ImageFile.Write(Prediction("a.nrrd"), Block(Grid, 1, 3));
        ImageFile.Write(Truth("a.nrrd"), new Volume<float>(Grid, [.. Enumerable.Range(0, 120).Select(i => i + 0.5f)]));
        ImageFile.Write(Truth("a_gt.nrrd"), Block(Grid, 1, 3));
        var (scores, notes) = Run();
        Assert.Equal(1, Assert.Single(scores.Rows).Score.Dice);
        Assert.Equal(["files beside a label map of the same case are taken for images: a.nrrd"], notes);

        ImageFile.Write(Truth("a_seg.nrrd"), Block(Grid, 1, 3));
        Assert.Contains("a_gt.nrrd, a_seg.nrrd would all be the truth of a", Assert.Throws<ReportedException>(() => Run()).Message, StringComparison.Ordinal);
        ImageFile.Write(Prediction("a.nii"), Block(Grid, 1, 3));
        Assert.Contains("would all be the prediction of a", Assert.Throws<ReportedException>(() => Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Maps_that_lie_apart_or_differ_in_size_are_refused()
    {
        ImageFile.Write(Truth("a.nrrd"), Block(Grid, 1, 3));
        // Within a hundredth of the smallest voxel (0.5 mm) and a thousandth of a millimetre.
        ImageFile.Write(Prediction("a.nrrd"), Block(Moved(0.0055), 1, 3));
        Assert.Equal(1, Assert.Single(Run().Scores.Rows).Score.Dice);
        ImageFile.Write(Prediction("a.nrrd"), Block(Moved(2.5), 1, 3));
        Assert.StartsWith($"{Prediction("a.nrrd")} lies up to 2.5 mm from its truth {Truth("a.nrrd")};", Assert.Throws<ReportedException>(() => Run()).Message, StringComparison.Ordinal);
        ImageFile.Write(Prediction("a.nrrd"), Block(new Geometry([4, 5, 6], Grid.Spacing.AsSpan(), Grid.Origin.AsSpan(), Grid.Direction.AsSpan()), 1, 3));
        Assert.StartsWith($"{Prediction("a.nrrd")} has 4×5×6 voxels and its truth {Truth("a.nrrd")} 4×6×5", Assert.Throws<ReportedException>(() => Run()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_format_without_place_is_compared_as_stored_with_the_spacing_of_the_other(bool truthHasPlace)
    {
        var turned = Reorientation.ToReversedAxes(Grid).To;
        Volume<byte> truth = Block(turned, 1, 3), prediction = Block(turned, 2, 4);
        ImageFile.Write(Truth(truthHasPlace ? "a.nrrd" : "a.npy"), truth);
        ImageFile.Write(Prediction(truthHasPlace ? "a.npz" : "a.nrrd"), prediction);
        var (scores, notes) = Run();
        Assert.Equal(SegmentationMetrics.Compute(prediction, truth, 1, turned.Spacing.AsSpan()).Asd, Assert.Single(scores.Rows).Score.Asd, 1e-9);
        Assert.Equal("mm", scores.Unit);
        Assert.Equal(["cases with a place in the world in one of their two files only are compared in the order in which they are stored: a"], notes);
    }

    [Fact]
    public void Distances_are_in_voxels_only_where_no_file_has_a_spacing()
    {
        ImageFile.Write(Truth("a.npy"), Block(Grid, 1, 3));
        ImageFile.Write(Prediction("a.npy"), Block(Grid, 2, 4));
        Assert.Equal("voxel", Run().Scores.Unit);
        ImageFile.Write(Truth("b.nrrd"), Block(Grid, 1, 3));
        ImageFile.Write(Prediction("b.nrrd"), Block(Grid, 2, 4));
        var (scores, notes) = Run();
        Assert.Equal("mm", scores.Unit);
        Assert.Equal(["cases without a spacing count 1 mm per voxel: a"], notes);
    }

    [Fact]
    public void All_values_that_occur_anywhere_are_classes_of_every_case()
    {
        ImageFile.Write(Truth("a.npy"), Row(0, 2, 2, 0));
        ImageFile.Write(Prediction("a.npy"), Row(0, 2, 2, 0));
        ImageFile.Write(Truth("b.npy"), Row(0, 2, 255, 0));
        ImageFile.Write(Prediction("b.npy"), Row(7, 2, 0, 0));
        var (scores, notes) = Run();
        Assert.Equal(
            [("a", 2, 1), ("a", 7, 1), ("a", 255, 1), ("b", 2, 1), ("b", 7, 0), ("b", 255, 0)],
            scores.Rows.Select(row => (row.CaseId, row.ClassIndex, row.Score.Dice)));
        Assert.Equal(SegmentationScore.OfEmptyMasks, scores.Rows[1].Score);
        Assert.Equal("class 255", scores.ClassNames[254]);
        Assert.Equal(["the value 255 of the truth is scored as a class; if it marks voxels that nobody knows, leave them out with --ignore 255"], notes);
    }

    [Fact]
    public void Named_classes_alone_are_scored()
    {
        ImageFile.Write(Truth("a.npy"), Row(0, 1, 1, 4));
        ImageFile.Write(Prediction("a.npy"), Row(5, 1, 0, 0));
        var (scores, notes) = Run(classNames: ["left", "right"]);
        Assert.Equal([("left", 2 / 3.0), ("right", 1)], scores.Rows.Select(row => (scores.ClassNames[row.ClassIndex - 1], row.Score.Dice)));
        Assert.Equal(["values that --class-names gives no name occur and are not scored: 4, 5"], notes);
    }

    [Fact]
    public void Names_for_classes_of_which_none_occurs_are_refused()
    {
        ImageFile.Write(Truth("a.npy"), Row(0, 3, 250, 0));
        ImageFile.Write(Prediction("a.npy"), Row(0, 3, 250, 250));
        Assert.Equal(
            $"{Predictions}: none of the classes 1 to 2 occurs, but the values 3, 250 do; name the values in a file with --scheme, or leave out --class-names.",
            Assert.Throws<ReportedException>(() => Run(classNames: ["left", "right"])).Message);
    }

    [Fact]
    public void A_scheme_says_what_the_values_of_both_stand_for()
    {
        ImageFile.Write(Truth("a.nrrd"), new Volume<short>(Geometry.OfSize(1, 6), [0, 3, 4, -1, 1000, 1000]));
        ImageFile.Write(Prediction("a.nrrd"), new Volume<short>(Geometry.OfSize(1, 6), [0, 3, 3, 3, 1000, 0]));
        var scheme = new LabelScheme([new("both", [3, 4], "#000000"), new("far", [1000], "#FFFFFF")], [-1]);
        var (scores, notes) = LabelMapEvaluation.Run(Predictions, Truths, scheme, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([("both", 1), ("far", 2 / 3.0)], scores.Rows.Select(row => (scores.ClassNames[row.ClassIndex - 1], row.Score.Dice)));
        Assert.DoesNotContain(notes, note => note.Contains("255", StringComparison.Ordinal));
    }

    [Fact]
    public void Ignored_voxels_of_the_truth_are_left_out_and_are_no_class()
    {
        ImageFile.Write(Truth("a.npy"), Row(1, 1, 255, 255));
        ImageFile.Write(Prediction("a.npy"), Row(1, 255, 1, 2));
        var (scores, notes) = Run(ignored: 255);
        var row = Assert.Single(scores.Rows);
        Assert.Equal((1, 2 / 3.0), (row.ClassIndex, row.Score.Dice));
        Assert.Empty(notes);
        Assert.Contains("--ignore 2 is the class b", Assert.Throws<ReportedException>(() => Run(classNames: ["a", "b"], ignored: 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Maps_without_any_class_can_be_scored_only_by_name()
    {
        ImageFile.Write(Truth("a.npy"), Row(0, 0));
        ImageFile.Write(Prediction("a.npy"), Row(0, 0));
        Assert.Contains("--class-names", Assert.Throws<ReportedException>(() => Run()).Message, StringComparison.Ordinal);
        Assert.Equal(SegmentationScore.OfEmptyMasks, Assert.Single(Run(classNames: ["one"]).Scores.Rows).Score);
    }

    [Fact]
    public void A_folder_of_slices_is_a_label_map_and_of_a_file_with_an_image_it_is_the_label()
    {
        var truth = Block(Geometry.OfSize(3, 4, 5), 1, 3);
        Hdf5File.Write(Truth("a.h5"), new Volume<float>(truth.Geometry), truth);
        Directory.CreateDirectory(Prediction("a"));
        for (int slice = 0; slice < 3; slice++) ImageFile.Write(Path.Combine(Prediction("a"), $"{slice + 9}.png"), VolumeSlices.Cut(truth, 0, slice));
        Assert.Equal(1, Assert.Single(Run().Scores.Rows).Score.Dice);
    }

    [Fact]
    public void A_missing_or_empty_folder_is_named()
    {
        Assert.Contains(Predictions, Assert.Throws<ReportedException>(() => Run()).Message, StringComparison.Ordinal);
        Assert.Equal("/no/such: there is no such file or folder.", Assert.Throws<ReportedException>(() => LabelMapEvaluation.Run("/no/such", Truths, cancellation: TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void Cases_come_in_order_and_a_wish_to_stop_is_heeded_between_them()
    {
        foreach (string id in (string[])["a1", "a", "c"])
        {
            ImageFile.Write(Truth($"{id}_gt.npy"), Row(0, 1));
            ImageFile.Write(Prediction($"{id}.npy"), Row(0, 1));
        }

        using var stop = new CancellationTokenSource();
        var seen = new List<(int, int, string)>();
        Assert.Throws<OperationCanceledException>(() => LabelMapEvaluation.Run(Predictions, Truths, cancellation: stop.Token, progress: (index, count, name, _) =>
        {
            seen.Add((index, count, name));
            if (index == 1) stop.Cancel();
        }));
        Assert.Equal([(0, 3, "a"), (1, 3, "a1")], seen);
    }

    private LabelMapScores Run(string[]? classNames = null, byte? ignored = null, bool allowMissing = false) =>
        LabelMapEvaluation.Run(Predictions, Truths, null, classNames, ignored, allowMissing, cancellation: TestContext.Current.CancellationToken);

    private string Prediction(string name) => Path.Combine(Predictions, name);

    private string Truth(string name) => Path.Combine(Truths, name);

    /// <summary>A box of class 1 that is nowhere symmetric, from one slice to before another.</summary>
    private static Volume<byte> Block(Geometry geometry, int first, int end)
    {
        int[] strides = Geometry.Strides(geometry.Size.AsSpan());
        var labels = new Volume<byte>(geometry);
        for (int i = 0; i < labels.Voxels.Length; i++)
        {
            int slice = i / strides[0], row = i % strides[0] / strides[1], column = i % strides[1];
            labels.Voxels[i] = (byte)(slice >= first && slice < end && row < first + 1 && column < 2 ? 1 : 0);
        }

        return labels;
    }

    /// <summary>The same image with its columns stored from left to right.</summary>
    private static Volume<byte> Flipped(Volume<byte> labels)
    {
        var geometry = labels.Geometry;
        int last = geometry.Size[2] - 1;
        double[] direction = [.. geometry.Direction];
        for (int world = 0; world < 3; world++) direction[world * 3 + 2] = -direction[world * 3 + 2];
        var flipped = new Volume<byte>(new Geometry(geometry.Size.AsSpan(), geometry.Spacing.AsSpan(), geometry.ToWorld([0, 0, last]), direction));
        for (int i = 0; i < flipped.Voxels.Length; i++) flipped.Voxels[i] = labels.Voxels[i - i % (last + 1) + last - i % (last + 1)];
        return flipped;
    }

    private static Geometry Moved(double millimetres) =>
        new(Grid.Size.AsSpan(), Grid.Spacing.AsSpan(), [Grid.Origin[0], Grid.Origin[1] + millimetres, Grid.Origin[2]], Grid.Direction.AsSpan());

    private static Volume<byte> Row(params byte[] voxels) => new(Geometry.OfSize(1, voxels.Length), voxels);
}
