using PureHDF;
using SsNet.Imaging.Volumes;

namespace SsNet.Cli.Tests;

/// <summary>Whatever is wrong with what the program is given, it says so in one line that names file and cause, and leaves nothing behind.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly LaFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public Task Sound_data_train_without_a_complaint() => Call.AssertWorks(Train());

    [Fact]
    public Task A_missing_data_folder_is_named() => AssertRefused(
        ["train", "--recipe", data.RecipePath, "--data", data.FileNamed("gone"), "--out", data.Run], data.FileNamed("gone"), "there is no such folder");

    [Fact]
    public Task A_missing_list_is_named()
    {
        File.Delete(data.FileNamed("train.list"));
        return AssertRefused(Train(), data.FileNamed("train.list"), "there is no such list");
    }

    [Fact]
    public Task A_list_that_names_a_missing_case_is_named_with_its_line()
    {
        data.WriteList("train.list", "a", "b", "nobody");
        return AssertRefused(Train(), $"{data.FileNamed("train.list")}, line 3", "nobody", data.ScanPath("nobody"));
    }

    [Fact]
    public Task An_empty_file_is_named()
    {
        File.WriteAllBytes(data.ScanPath("a"), []);
        return AssertRefusedInTraining("a", "empty");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    public Task A_truncated_file_is_named_whether_labelled_or_not(string id)
    {
        byte[] whole = File.ReadAllBytes(data.ScanPath(id));
        File.WriteAllBytes(data.ScanPath(id), whole[..(whole.Length / 2)]);
        return AssertRefusedInTraining(id);
    }

    [Fact]
    public Task A_file_of_another_format_is_named()
    {
        File.WriteAllText(data.ScanPath("a"), "This is no scan.");
        return AssertRefusedInTraining("a", "not an HDF5 file");
    }

    [Fact]
    public async Task A_file_with_damaged_content_is_named_or_read_as_it_is()
    {
        byte[] whole = File.ReadAllBytes(data.ScanPath("a"));
        var random = new Random(1);
        for (int trial = 0; trial < 10; trial++)
        {
            byte[] damaged = [.. whole];
            // Past the superblock: group, types, chunk index and compressed voxels.
            damaged.AsSpan(random.Next(96, damaged.Length - 64), 64).Fill(0xFF);
            File.WriteAllBytes(data.ScanPath("a"), damaged);
            var (code, _, error) = await Call.Ssnet(Train());
            if (code != ExitCode.Success) Call.AssertOneLine(error, data.ScanPath("a"));
            Directory.Delete(data.Run, recursive: true);
        }
    }

    [Fact]
    public Task A_missing_image_is_named()
    {
        data.Write("a", null, LaFolder.Label());
        return AssertRefusedInTraining("a", "there is no dataset 'image'");
    }

    [Fact]
    public Task A_labelled_case_without_label_is_named()
    {
        data.Write("a", LaFolder.Image(), null);
        return AssertRefusedInTraining("a", "there is no dataset 'label'");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    public Task Voxels_that_are_not_finite_are_named_with_their_place(string id)
    {
        var image = LaFolder.Image();
        image.Voxels[17] = float.NaN;
        data.Write(id, image, LaFolder.Label());
        return AssertRefusedInTraining(id, "'image'", "not finite numbers", "[0, 1, 1]");
    }

    [Fact]
    public Task A_label_beyond_the_classes_is_named()
    {
        data.Write("a", LaFolder.Image(), LaFolder.Label(foreground: 3));
        return AssertRefusedInTraining("a", "value 3", "0 to 1");
    }

    [Fact]
    public Task An_image_and_a_label_of_different_shape_are_named_with_both()
    {
        var file = new H5File { ["image"] = new float[16, 16, 16], ["label"] = new byte[16, 16, 15] };
        file.Write(data.ScanPath("a"));
        return AssertRefusedInTraining("a", "16×16×16", "16×16×15");
    }

    [Fact]
    public Task An_image_with_other_axes_than_the_patch_is_named()
    {
        data.Write("a", new Volume<float>(Geometry.OfSize(16, 16)), new Volume<byte>(Geometry.OfSize(16, 16)));
        return AssertRefusedInTraining("a", "2 axes", "3");
    }

    [Fact]
    public Task Fewer_labelled_cases_than_a_batch_takes_are_counted() =>
        AssertRefused(Train("--labelled-per-batch", "2"), "1 labelled cases", "takes 2");

    [Fact]
    public Task More_labels_than_cases_are_counted() =>
        AssertRefused(Train("--labelled", "3"), data.FileNamed("train.list"), "2 cases", "labelled is 3");

    [Fact]
    public Task A_batch_without_unlabelled_cases_is_refused() =>
        AssertRefused(Train("--labelled", "2"), "no unlabelled case");

    [Fact]
    public Task A_patch_beyond_the_memory_is_told_with_both_numbers() =>
        AssertRefused(Train("--patch", "1600,1600,1600", "--stride", "16,16,16"), "patch:", "GiB", "smaller patch");

    [Fact]
    public Task A_patch_that_cannot_be_halved_is_told_with_the_axis() =>
        AssertRefused(Train("--patch", "16,17,16"), "patch:", "17 voxels along axis 1");

    [Fact]
    public Task A_stride_larger_than_the_patch_is_refused() =>
        AssertRefused(Train("--stride", "16,16,17"), "stride:", "16×16×17", "16×16×16");

    [Fact]
    public Task An_unknown_option_suggests_the_nearest() =>
        AssertRefused(Train("--pacth", "16,16,16"), "there is no option '--pacth'. Did you mean '--patch'?");

    [Fact]
    public Task An_unknown_recipe_key_is_named_with_file_and_line()
    {
        File.WriteAllText(data.RecipePath, "[training]\niterations = 1\npacth = [16, 16, 16]\n");
        return AssertRefused(Train(), $"{data.RecipePath}, line 3", "there is no key 'pacth' in [training]. Did you mean 'patch'?");
    }

    [Fact]
    public Task An_unknown_recipe_suggests_the_nearest() =>
        AssertRefused(["train", "--recipe", "la-5", "--data", data.Path, "--out", data.Run], "There is no recipe 'la-5'", "Did you mean 'la-4'?");

    [Fact]
    public async Task A_run_folder_that_exists_is_named_and_stays_as_it_is()
    {
        Directory.CreateDirectory(data.Run);
        File.WriteAllText(Path.Combine(data.Run, "recipe.toml"), "precious");
        await AssertRefused(Train(), keepsFolder: true, $"The folder {data.Run} exists already", $"ssnet train --resume {data.Run}");
        Assert.Equal("precious", File.ReadAllText(Assert.Single(Directory.EnumerateFiles(data.Run))));
    }

    [Fact]
    public Task A_file_in_place_of_the_run_folder_is_named()
    {
        File.WriteAllText(data.Run, "precious");
        return AssertRefused(Train(), $"{data.Run} is a file");
    }

    [Fact]
    public Task Weights_that_are_none_are_named() => AssertRefused(Train("--weights", data.RecipePath), data.RecipePath);

    [Theory]
    [InlineData("train --resume")]
    [InlineData("evaluate --run")]
    [InlineData("predict --input x.h5 --output y --run")]
    public async Task A_folder_that_is_no_run_is_named(string verb)
    {
        string folder = Path.GetDirectoryName(data.ScanPath("a"))!;
        await AssertRefused([.. verb.Split(' '), folder], $"{folder} is not the folder of a run");
        Assert.Equal([data.ScanPath("a")], Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_named()
    {
        await Call.Ssnet(Train());
        string checkpoint = Path.Combine(data.Run, "checkpoints", "last.safetensors");
        File.WriteAllBytes(checkpoint, File.ReadAllBytes(checkpoint)[..^100]);
        await AssertRefused(["train", "--resume", data.Run], keepsFolder: true, checkpoint);
    }

    [Fact]
    public async Task Evaluation_of_a_run_without_weights_says_how_to_go_on()
    {
        await Call.Ssnet(Train());
        File.Delete(Path.Combine(data.Run, "weights.safetensors"));
        Directory.Delete(Path.Combine(data.Run, "checkpoints"), recursive: true);
        await AssertRefused(["evaluate", "--run", data.Run], keepsFolder: true, data.Run, "no weights yet", $"ssnet train --resume {data.Run}");
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(data.Run, "predictions")));
    }

    [Fact]
    public async Task What_cannot_be_segmented_is_named()
    {
        await Call.Ssnet(Train());
        string output = data.FileNamed("segmented"), missing = data.FileNamed("missing.h5"), empty = data.FileNamed("empty");
        Directory.CreateDirectory(empty);
        await AssertRefused(Predict(missing), keepsFolder: true, missing, "no such file");
        await AssertRefused(Predict(data.RecipePath), keepsFolder: true, data.RecipePath, "is of no known format");
        await AssertRefused(Predict(empty), keepsFolder: true, empty, "the folder holds no image");
        string flat = data.FileNamed("flat.h5");
        Imaging.Formats.Hdf5.Hdf5File.Write(flat, new Volume<float>(Geometry.OfSize(16, 16)), null);
        await AssertRefused(Predict(flat), keepsFolder: true, flat, "2");
        Assert.True(!Directory.Exists(output) || !Directory.EnumerateFileSystemEntries(output).Any());

        string[] Predict(string input) => ["predict", "--run", data.Run, "--input", input, "--output", output];
    }

    [Fact]
    public async Task A_label_map_never_replaces_its_image()
    {
        await Call.Ssnet(Train());
        string image = data.ScanPath("a");
        byte[] before = File.ReadAllBytes(image);
        await AssertRefused(["predict", "--run", data.Run, "--input", image, "--output", Path.GetDirectoryName(image)!], keepsFolder: true, image, "another --output");
        Assert.Equal(before, File.ReadAllBytes(image));
    }

    [Fact]
    public async Task A_test_case_that_cannot_be_scored_is_named()
    {
        await Call.Ssnet(Train());
        data.Write("t", LaFolder.Image(), LaFolder.Label(foreground: 2));
        await AssertRefused(["evaluate", "--run", data.Run], keepsFolder: true, data.ScanPath("t"), "value 2");
        data.Write("t", LaFolder.Image(), null);
        await AssertRefused(["evaluate", "--run", data.Run], keepsFolder: true, data.ScanPath("t"), "there is no dataset 'label'");
    }

    private string[] Train(params string[] options) => ["train", "--recipe", data.RecipePath, "--data", data.Path, "--out", data.Run, .. options];

    private Task AssertRefused(string[] arguments, params string[] parts) => AssertRefused(arguments, keepsFolder: false, parts);

    /// <summary>The scan is read when training begins, so that the run's folder may be there already.</summary>
    private Task AssertRefusedInTraining(string id, params string[] parts) => AssertRefused(Train(), keepsFolder: true, [data.ScanPath(id), .. parts]);

    private async Task AssertRefused(string[] arguments, bool keepsFolder, params string[] parts)
    {
        await Call.AssertRefused(arguments, parts);
        if (!keepsFolder) Assert.False(Directory.Exists(data.Run));
    }
}
