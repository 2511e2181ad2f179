using PureHDF;
using SsNet.Data;
using SsNet.Experiments.Benchmarks;
using SsNet.Imaging;

namespace SsNet.Experiments.Tests.Benchmarks;

public class AcdcBenchmarkTests
{
    /// <summary>Three patients; the last slice of the first one stands behind the second one.</summary>
    private static readonly string[] Slices =
    [
        "patient007_frame02_slice_10", "patient007_frame02_slice_9", "patient007_frame01_slice_1",
        "patient003_frame01_slice_2", "patient003_frame01_slice_1",
        "patient007_frame02_slice_11",
        "patient005_frame01_slice_4",
    ];

    [Fact]
    public void Patients_count_in_the_order_in_which_the_list_first_names_them()
    {
        using var folder = new AcdcFolder(Slices);
        var dataset = AcdcBenchmark.Open(folder.Path).Training(labelled: 1);
        Assert.Equal(["patient007_frame02", "patient007_frame01"], Ids(dataset.Labelled));
        Assert.Equal(["patient003_frame01", "patient005_frame01"], Ids(dataset.Unlabelled));
        Assert.Equal(["patient007_frame02_slice_10", "patient007_frame02_slice_9", "patient007_frame02_slice_11"], Ids(dataset.Labelled[0].Slices!));
        Assert.Equal(["patient003_frame01_slice_2", "patient003_frame01_slice_1"], Ids(dataset.Unlabelled[0].Slices!));
    }

    [Fact]
    public void Numbers_are_of_patients_and_zero_is_all()
    {
        using var folder = new AcdcFolder(Slices);
        var benchmark = AcdcBenchmark.Open(folder.Path);
        Assert.Equal((4, 0), CountsOf(benchmark.Training(labelled: 0)));
        Assert.Equal((3, 1), CountsOf(benchmark.Training(labelled: 2)));
        Assert.Equal((2, 1), CountsOf(benchmark.Training(labelled: 1, cases: 2)));
        Assert.Equal((3, 0), CountsOf(benchmark.Training(labelled: 0, cases: 2)));
        Assert.Equal(
            $"{folder.Path}/train_slices.list: lists 3 patients, but training-cases is 4; lower it, or use 0 for all.",
            Assert.Throws<ReportedException>(() => benchmark.Training(1, 4)).Message);
        Assert.Equal(
            $"{folder.Path}/train_slices.list: 3 patients are used for training, but labelled is 4; lower it or list more patients.",
            Assert.Throws<ReportedException>(() => benchmark.Training(4)).Message);
    }

    [Fact]
    public void The_group_of_a_volume_and_of_its_slices_is_the_patient()
    {
        using var folder = new AcdcFolder(Slices);
        var benchmark = AcdcBenchmark.Open(folder.Path);
        var dataset = benchmark.Training(labelled: 1);
        Assert.Equal(["patient007", "patient007"], dataset.Labelled.Select(source => source.Group));
        Assert.Equal(["patient003", "patient005"], dataset.Unlabelled.Select(source => source.Group));
        Assert.All(dataset.Labelled.SelectMany(source => source.Slices!), slice => Assert.Equal("patient007", slice.Group));
        Assert.Equal(["patient301", "patient301"], benchmark.Test.Select(source => source.Group));
    }

    [Fact]
    public void A_volume_is_the_stack_of_its_slices_by_number()
    {
        using var folder = new AcdcFolder(Slices);
        var volume = AcdcBenchmark.Open(folder.Path).Training(labelled: 1).Labelled[0].Load();
        Assert.Equal("patient007_frame02", volume.Id);
        Assert.Equal([3, 4, 4], volume.Geometry.Size);
        // Slices 9, 10 and 11 stand in lines 2, 1 and 6.
        Assert.Equal([2, 1, 6], volume.Channels[0].Voxels.Chunk(16).Select(slice => Assert.Single(slice.Distinct())));
        Assert.All(volume.Label!.Voxels, value => Assert.Equal(3, value));
    }

    [Fact]
    public void Slices_are_read_one_by_one()
    {
        using var folder = new AcdcFolder(Slices);
        foreach (string id in Slices[1..]) File.WriteAllText(folder.SlicePath(id), "damaged");
        var slice = AcdcBenchmark.Open(folder.Path).Training(labelled: 1).Labelled[0].Slices![0].Load();
        Assert.Equal([4, 4], slice.Geometry.Size);
        Assert.Equal("patient007_frame02_slice_10", slice.Id);
        Assert.NotNull(slice.Label);
    }

    [Fact]
    public void Labels_of_unlabelled_slices_are_never_read()
    {
        using var folder = new AcdcFolder(Slices);
        folder.WriteSlice("patient003_frame01_slice_1", 1, label: false);
        var volume = AcdcBenchmark.Open(folder.Path).Training(labelled: 1).Unlabelled[0];
        Assert.Null(volume.Load().Label);
        Assert.All(volume.Slices!, slice => Assert.Null(slice.Load().Label));
    }

    [Fact]
    public void A_case_may_lack_any_class()
    {
        using var folder = new AcdcFolder(Slices);
        folder.WriteSlice("patient007_frame01_slice_1", 0);
        AcdcFolder.Write(folder.VolumePath("patient301_frame01"), 0, label: true, 2, 4, 4);
        var benchmark = AcdcBenchmark.Open(folder.Path);
        Assert.All(benchmark.Training(labelled: 1).Labelled[1].Load().Label!.Voxels, value => Assert.Equal(0, value));
        Assert.All(benchmark.Test[0].Load().Label!.Voxels, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Validation_and_test_cases_are_whole_volumes_with_labels()
    {
        using var folder = new AcdcFolder(Slices);
        var benchmark = AcdcBenchmark.Open(folder.Path);
        Assert.Equal(["patient201_frame01", "patient202_frame01"], Ids(benchmark.Validation));
        Assert.Equal(["patient301_frame01", "patient301_frame02"], Ids(benchmark.Test));
        foreach (var source in benchmark.Validation.Concat(benchmark.Test))
        {
            Assert.Equal([2, 4, 4], source.Load().Geometry.Size);
            Assert.NotNull(source.Load().Label);
        }
    }

    [Fact]
    public void A_labelled_case_without_label_is_named()
    {
        using var folder = new AcdcFolder(Slices);
        folder.WriteSlice("patient007_frame01_slice_1", 1, label: false);
        AcdcFolder.Write(folder.VolumePath("patient202_frame01"), 1, label: false, 2, 4, 4);
        var benchmark = AcdcBenchmark.Open(folder.Path);
        var volume = benchmark.Training(labelled: 1).Labelled[1];
        string message = $"{folder.SlicePath("patient007_frame01_slice_1")}: there is no dataset 'label', but train_slices.list makes patient007_frame01_slice_1 a slice whose label is needed; add the label or move the patient down the training list.";
        Assert.Equal(message, LoadErrorOf(volume));
        Assert.Equal(message, LoadErrorOf(volume.Slices![0]));
        Assert.Equal(
            $"{folder.VolumePath("patient202_frame01")}: there is no dataset 'label', but val.list makes patient202_frame01 a case whose label is needed; add the label or remove the line.",
            LoadErrorOf(benchmark.Validation[1]));
    }

    [Fact]
    public void An_image_of_the_wrong_number_of_axes_is_named()
    {
        using var folder = new AcdcFolder(Slices);
        AcdcFolder.Write(folder.SlicePath("patient007_frame01_slice_1"), 1, label: true, 2, 4, 4);
        AcdcFolder.Write(folder.VolumePath("patient301_frame02"), 1, label: true, 4, 4);
        var benchmark = AcdcBenchmark.Open(folder.Path);
        Assert.Equal(
            $"{folder.SlicePath("patient007_frame01_slice_1")}: the image has 3 axes (2×4×4), but a file in data/slices holds one slice; cut the image into slices, a file for each.",
            LoadErrorOf(benchmark.Training(labelled: 1).Labelled[1].Slices![0]));
        Assert.Equal(
            $"{folder.VolumePath("patient301_frame02")}: the image has 2 axes (4×4), but test.list names whole volumes, slices first; put the slices into one image, or remove the line.",
            LoadErrorOf(benchmark.Test[1]));
    }

    [Fact]
    public void Slices_of_two_sizes_make_no_volume()
    {
        using var folder = new AcdcFolder(Slices);
        folder.WriteSlice("patient003_frame01_slice_2", 1, rows: 5);
        var volume = AcdcBenchmark.Open(folder.Path).Training(labelled: 1).Unlabelled[0];
        Assert.Equal(
            $"{folder.SlicePath("patient003_frame01_slice_2")}: the slice is 5×4, but {folder.SlicePath("patient003_frame01_slice_1")} of the same volume is 4×4; export the slices of a volume in one size.",
            LoadErrorOf(volume));
        Assert.Equal([5, 4], volume.Slices![0].Load().Geometry.Size);
    }

    [Fact]
    public void A_label_of_another_size_is_named_with_its_file()
    {
        using var folder = new AcdcFolder(Slices);
        string slice = folder.SlicePath("patient007_frame02_slice_9");
        string volume = folder.VolumePath("patient301_frame01");
        new H5File { ["image"] = new float[4, 4], ["label"] = new byte[4, 5] }.Write(slice);
        new H5File { ["image"] = new float[2, 4, 4], ["label"] = new byte[3, 4, 4] }.Write(volume);
        var benchmark = AcdcBenchmark.Open(folder.Path);
        Assert.StartsWith($"{slice}: dataset 'label' is 4×5 and 'image' is 4×4:", LoadErrorOf(benchmark.Training(labelled: 1).Labelled[0]));
        Assert.StartsWith($"{volume}: dataset 'label' is 3×4×4 and 'image' is 2×4×4:", LoadErrorOf(benchmark.Test[0]));
    }

    [Fact]
    public void A_listed_case_without_file_is_named_with_its_line()
    {
        foreach (var (list, line, id) in new[] { ("train_slices.list", 4, Slices[3]), ("val.list", 2, "patient202_frame01"), ("test.list", 1, "patient301_frame01") })
        {
            using var folder = new AcdcFolder(Slices);
            string path = list == "train_slices.list" ? folder.SlicePath(id) : folder.VolumePath(id);
            File.Delete(path);
            Assert.Equal($"{folder.Path}/{list}, line {line}: case {id} has no file {path}; add the file or remove the line.", ErrorOf(folder));
        }
    }

    [Theory]
    [InlineData("patient007_frame02")]
    [InlineData("patient007_slice_3")]
    [InlineData("patient007_frame02_slice_")]
    [InlineData("patient007_frame02_slice_x")]
    [InlineData("patient007_frame02_slice_3.h5")]
    [InlineData("patient007_frame02_slice_12345678901")]
    public void A_name_that_tells_no_slice_is_named_with_its_line(string id)
    {
        using var folder = new AcdcFolder(Slices);
        folder.WriteList("train_slices.list", Slices[0], "", id);
        Assert.Equal(
            $"{folder.Path}/train_slices.list, line 3: {id} does not say which slice it is; name it <patient>_<frame>_slice_<number>, as in patient099_frame01_slice_15.",
            ErrorOf(folder));
    }

    [Fact]
    public void Two_names_of_one_slice_are_named_with_both_lines()
    {
        using var folder = new AcdcFolder(Slices);
        folder.WriteList("train_slices.list", [.. Slices, "patient007_frame02_slice_09"]);
        Assert.Equal(
            $"{folder.Path}/train_slices.list, line 8: patient007_frame02_slice_09 is slice 9 of patient007_frame02, which line 2 names already; remove one of the two.",
            ErrorOf(folder));
        folder.WriteList("train_slices.list", [.. Slices, Slices[0]]);
        Assert.Equal($"{folder.Path}/train_slices.list, line 8: case {Slices[0]} is listed already in line 1; remove one of the two.", ErrorOf(folder));
    }

    [Fact]
    public void A_patient_of_two_lists_is_refused()
    {
        using var folder = new AcdcFolder(Slices);
        AcdcFolder.Write(folder.VolumePath("patient003_frame09"), 1, label: true, 2, 4, 4);
        AcdcFolder.Write(folder.VolumePath("patient202_frame09"), 1, label: true, 2, 4, 4);

        folder.WriteList("test.list", "patient301_frame01", "patient202_frame09");
        Assert.Equal(
            $"{folder.Path}/test.list, line 2: patient202 is in line 2 of val.list too; a test case must not choose the weights: remove the patient from one of the lists.", ErrorOf(folder));
        folder.WriteList("test.list", "patient003_frame09");
        Assert.Equal(
            $"{folder.Path}/test.list, line 1: patient003 is in line 4 of train_slices.list too; a test case must not be trained on: remove the patient from one of the lists.", ErrorOf(folder));
        folder.WriteList("val.list", "patient201_frame01", "patient003_frame09");
        Assert.Equal(
            $"{folder.Path}/val.list, line 2: patient003 is in line 4 of train_slices.list too; a validation case must not be trained on: remove the patient from one of the lists.", ErrorOf(folder));
    }

    [Fact]
    public void Missing_and_empty_lists_and_folders_are_named()
    {
        foreach (string list in new[] { "train_slices.list", "val.list", "test.list" })
        {
            using var folder = new AcdcFolder(Slices);
            folder.WriteList(list, " ");
            Assert.Equal($"{folder.Path}/{list}: lists no case; put one name on each line.", ErrorOf(folder));
            File.Delete(Path.Combine(folder.Path, list));
            Assert.Equal($"{folder.Path}/{list}: there is no such list; add it, with the name of one case on each line.", ErrorOf(folder));
        }

        Assert.Equal(
            "/no/such: there is no such folder; give the folder that holds train_slices.list, val.list, test.list and 'data'.",
            Assert.Throws<ReportedException>(() => AcdcBenchmark.Open("/no/such")).Message);
    }

    private static string[] Ids(IEnumerable<CaseSource> sources) => [.. sources.Select(source => source.Id)];

    private static (int Labelled, int Unlabelled) CountsOf(Dataset dataset) => (dataset.Labelled.Count, dataset.Unlabelled.Count);

    private static string ErrorOf(AcdcFolder folder) => Assert.Throws<ReportedException>(() => AcdcBenchmark.Open(folder.Path)).Message;

    private static string LoadErrorOf(CaseSource source) => Assert.ThrowsAny<ReportedException>(source.Load).Message;
}
