using PureHDF;
using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Volumes;
using SsNet.Weights;
using TorchSharp;

namespace SsNet.Cli.Tests;

/// <summary>What can be wrong with slices and volumes in the layout of ACDC, and with recipes for them, is said in one line, and nothing is left behind.</summary>
public sealed class AcdcBadInputTests : IDisposable
{
    private readonly AcdcFolder data = new();

    public void Dispose() => data.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("--architecture v-net")]
    [InlineData("--patch 16,20")]
    [InlineData("--fit crop --stride 8,16")]
    [InlineData("--fit crop --patch 32,32 --stride 16,32")]
    [InlineData("--downsampling 2")]
    [InlineData("--patch 2,16,16")]
    [InlineData("--patch 2,16,16 --fit crop --stride 1,8,8")]
    [InlineData("--labelled 0 --method supervised --unlabelled-per-batch 0 --labelled-per-batch 2 --training-cases 1")]
    [InlineData("--method supervised --unlabelled-per-batch 0 --normalisation instance")]
    [InlineData("--method supervised --unlabelled-per-batch 0 --patch 32,16")]
    public async Task Sound_data_train_and_are_scored_without_a_complaint(string options)
    {
        await Call.AssertWorks(Train(options.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        await Call.AssertWorks("evaluate", "--run", data.Run);
        Assert.Equal(1 + 3, File.ReadLines(Scores).Count());
    }

    [Fact]
    public Task A_list_that_names_a_missing_slice_is_named_with_its_line()
    {
        const string Missing = "patient002_frame01_slice_9";
        data.WriteList("train_slices.list", AcdcFolder.FirstSlice, AcdcFolder.UnlabelledSlice, Missing);
        return AssertRefused(Train(), $"{data.TrainingList}, line 3", data.SlicePath(Missing), "add the file or remove the line");
    }

    [Fact]
    public Task A_missing_volume_is_named_with_the_line_of_its_list()
    {
        File.Delete(data.VolumePath(AcdcFolder.TestVolume));
        return AssertRefused(Train(), $"{data.FileNamed("test.list")}, line 1", data.VolumePath(AcdcFolder.TestVolume), "add the file or remove the line");
    }

    [Fact]
    public Task A_patient_to_test_on_must_not_be_trained_on()
    {
        data.WriteList("test.list", AcdcFolder.TestVolume, "patient001_frame02");
        Hdf5File.Write(data.VolumePath("patient001_frame02"), AcdcFolder.Image(3, 18, 14), AcdcFolder.Label(3, 18, 14));
        return AssertRefused(Train(), $"{data.FileNamed("test.list")}, line 2", "patient001 is in line 1 of train_slices.list", "remove the patient from one");
    }

    [Fact]
    public Task A_folder_in_another_layout_is_told_which_list_it_lacks()
    {
        File.Delete(data.TrainingList);
        return AssertRefused(Train(), data.TrainingList, "there is no such list", "add it");
    }

    [Fact]
    public Task More_labelled_patients_than_there_are_are_counted() =>
        AssertRefused(Train("--labelled", "3"), data.TrainingList, "2 patients", "labelled is 3", "lower it");

    [Fact]
    public Task Fewer_labelled_slices_than_a_batch_takes_are_counted() =>
        AssertRefused(Train("--labelled-per-batch", "3"), "2 labelled cases", "takes 3", "lower the number");

    [Fact]
    public Task All_patients_labelled_leave_none_to_learn_from_without() =>
        AssertRefused(Train("--labelled", "0"), "no unlabelled case", "takes 1", "0 unlabelled samples per batch");

    [Fact]
    public Task All_patients_labelled_need_a_label_each() => AssertRefusedInTraining(
        Train("--labelled", "0", "--method", "supervised", "--unlabelled-per-batch", "0", "--labelled-per-batch", "3"),
        data.SlicePath(AcdcFolder.UnlabelledSlice), "there is no dataset 'label'", "add the label");

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public Task Slices_that_lie_one_by_one_have_no_other_axis(string axis) =>
        AssertRefused(Train("--slice-axis", axis), "slice-axis:", "along axis 0", $"not {axis}", "set slice-axis = 0");

    [Fact]
    public Task A_patch_that_cannot_be_halved_is_told_with_the_axis() =>
        AssertRefused(Train("--patch", "16,17"), "patch:", "17 voxels along axis 1", "choose a multiple of 16");

    [Fact]
    public Task A_batch_that_ends_in_a_single_voxel_is_refused() =>
        AssertRefused(Train("--method", "supervised", "--unlabelled-per-batch", "0"), "patch:", "16×16", "single voxel", "larger patch or batch");

    [Theory]
    [InlineData("16,16,16", "16,16")]
    [InlineData("16,16", "16,16,16")]
    [InlineData("16,16", "16,17")]
    public Task A_stride_of_other_axes_than_the_patch_is_refused(string patch, string stride) =>
        AssertRefused(Train("--patch", patch, "--stride", stride, "--fit", "crop"), "stride:", patch.Replace(',', '×'), stride.Replace(',', '×'), "as many numbers as the patch");

    [Theory]
    [InlineData(AcdcFolder.FirstSlice)]
    [InlineData(AcdcFolder.UnlabelledSlice)]
    public Task A_volume_in_place_of_a_slice_is_named(string id)
    {
        Hdf5File.Write(data.SlicePath(id), AcdcFolder.Image(3, 16, 16), AcdcFolder.Label(3, 16, 16));
        return AssertRefusedInTraining(Train("--labelled-per-batch", "2"), data.SlicePath(id), "3 axes (3×16×16)", "cut the image into slices");
    }

    [Fact]
    public Task A_slice_and_a_label_of_different_size_are_named_with_both()
    {
        new H5File { ["image"] = new float[16, 16], ["label"] = new byte[16, 15] }.Write(data.SlicePath(AcdcFolder.FirstSlice));
        return AssertRefusedInTraining(Train("--labelled-per-batch", "2"), data.SlicePath(AcdcFolder.FirstSlice), "16×16", "16×15", "export them again");
    }

    [Fact]
    public Task A_slice_with_a_class_beyond_the_classes_is_named()
    {
        Hdf5File.Write(data.SlicePath(AcdcFolder.SecondSlice), AcdcFolder.Image(16, 16), AcdcFolder.LabelUpTo(4, 16, 16));
        return AssertRefusedInTraining(Train("--labelled-per-batch", "2"), data.SlicePath(AcdcFolder.SecondSlice), "value 4", "0 to 3", "correct the label");
    }

    [Fact]
    public Task A_volume_to_validate_on_is_named_where_its_label_does_not_fit()
    {
        new H5File { ["image"] = new float[3, 18, 14], ["label"] = new byte[3, 14, 18] }.Write(data.VolumePath(AcdcFolder.ValidationVolume));
        return AssertRefusedInTraining(Train(), data.VolumePath(AcdcFolder.ValidationVolume), "3×18×14", "3×14×18", "export them again");
    }

    [Fact]
    public async Task A_volume_that_cannot_be_scored_is_named()
    {
        string volume = data.VolumePath(AcdcFolder.TestVolume);
        await Call.AssertWorks(Train());
        new H5File { ["image"] = new float[3, 18, 14], ["label"] = new byte[2, 18, 14] }.Write(volume);
        await AssertNotScored(volume, "3×18×14", "2×18×14", "export them again");
        Hdf5File.Write(volume, AcdcFolder.Image(3, 18, 14), AcdcFolder.LabelUpTo(4, 3, 18, 14));
        await AssertNotScored(volume, "value 4", "0 to 3", "correct the label");
        Hdf5File.Write(volume, AcdcFolder.Image(18, 14), AcdcFolder.Label(18, 14));
        await AssertNotScored(volume, "2 axes (18×14)", "test.list names whole volumes");
        Hdf5File.Write(volume, AcdcFolder.Image(3, 18, 14), null);
        await AssertNotScored(volume, "there is no dataset 'label'", "add the label");
    }

    [Fact]
    public async Task Slices_of_different_size_are_learned_from_but_make_no_volume()
    {
        Hdf5File.Write(data.SlicePath(AcdcFolder.SecondSlice), AcdcFolder.Image(16, 20), AcdcFolder.Label(16, 20));
        await Call.AssertWorks(Train("--labelled-per-batch", "2"));
        await Call.AssertRefused(
            ["evaluate", "--run", data.Run, "--split", "train"], data.SlicePath(AcdcFolder.SecondSlice), "16×20", data.SlicePath(AcdcFolder.FirstSlice), "16×16", "in one size");
    }

    [Fact]
    public async Task A_class_that_is_neither_there_nor_found_scores_full()
    {
        await Call.AssertWorks(Train());
        PreventClass(2);
        var label = AcdcFolder.Label(3, 18, 14);
        Hdf5File.Write(data.VolumePath(AcdcFolder.TestVolume), AcdcFolder.Image(3, 18, 14), new Volume<byte>(label.Geometry, Array.ConvertAll(label.Voxels, c => c == 2 ? (byte)0 : c)));
        await Call.AssertWorks("evaluate", "--run", data.Run);
        Assert.Equal($"{AcdcFolder.TestVolume},2,1,1,0,0,0", File.ReadAllLines(Scores)[2]);

        // Where it is there, the same prediction scores nothing.
        Hdf5File.Write(data.VolumePath(AcdcFolder.TestVolume), AcdcFolder.Image(3, 18, 14), label);
        await Call.AssertWorks("evaluate", "--run", data.Run);
        Assert.Equal($"{AcdcFolder.TestVolume},2,0,0,,,", File.ReadAllLines(Scores)[2]);
    }

    [Fact]
    public async Task A_slice_for_a_network_of_volumes_is_named()
    {
        await Call.AssertWorks(Train("--patch", "2,16,16"));
        string output = data.FileNamed("segmented"), slice = data.SlicePath(AcdcFolder.FirstSlice);
        await Call.AssertRefused(["predict", "--run", data.Run, "--input", slice, "--output", output], slice, "3 axes", "of 2", "use images like those");
        Assert.True(!Directory.Exists(output) || !Directory.EnumerateFileSystemEntries(output).Any());
    }

    private string Scores => Path.Combine(data.Run, "metrics", "test.csv");

    private string[] Train(params string[] options) => ["train", "--recipe", data.RecipePath, "--data", data.Path, "--out", data.Run, .. options];

    private async Task AssertRefused(string[] arguments, params string[] parts)
    {
        await Call.AssertRefused(arguments, parts);
        Assert.False(Directory.Exists(data.Run));
    }

    /// <summary>Cases are read when training begins, so that the run's folder is there already; but it holds no weights.</summary>
    private async Task AssertRefusedInTraining(string[] arguments, params string[] parts)
    {
        await Call.AssertRefused(arguments, parts);
        Assert.Empty(Directory.EnumerateFiles(data.Run, "*.safetensors", SearchOption.AllDirectories));
        Assert.Empty(Directory.EnumerateFiles(data.Run, "*.tmp", SearchOption.AllDirectories));
    }

    private async Task AssertNotScored(params string[] parts)
    {
        await Call.AssertRefused(["evaluate", "--run", data.Run], parts);
        Assert.False(File.Exists(Scores));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(data.Run, "predictions", "test")));
    }

    /// <summary>Changes the weights of the run so that a class is never predicted.</summary>
    private void PreventClass(int c)
    {
        string path = Path.Combine(data.Run, "weights.safetensors");
        using var weights = Safetensors.Load(path);
        using (torch.no_grad()) weights.Tensors["decoder.out_conv.bias"][c] = -1e6f;
        Safetensors.Save(path, [.. weights.Tensors], new Dictionary<string, string>());
    }
}
