using System.Globalization;
using System.Text.Json.Nodes;
using SsNet.Experiments.Preparing;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Experiments.Tests.Scans;
using SsNet.Imaging;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Preparation;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Tests.Runs;

public sealed class FilePredictionTests : IDisposable
{
    private static readonly PreparationSettings Canonical = new() { Intensity = new IntensityScale(IntensityKind.MinMax) };

    /// <summary>Columns to the head, rows to the right, slices to the back, all a little turned.</summary>
    private static readonly Geometry Grid = new([6, 7, 9], [2.5, 0.75, 1.25], [10, -20, 30], [0, -0.96, 0.28, 1, 0, 0, 0, 0.28, 0.96]);

    private readonly ScanFolder folder = new();

    public static TheoryData<string> Extensions { get; } = [.. ImageFile.Extensions.Except([".png"])];

    private string Output => folder.At("out");

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Extensions))]
    public void A_label_map_has_its_images_name_format_and_grid(string extension)
    {
        var ball = WorldBall.In(Grid);
        string input = Placed($"in/a.b{extension}");
        ImageFile.Write(input, ball.ImageOn(Grid));
        using var model = KnownModel.Of(Canonical);

        var predicted = Assert.Single(Predict(model, "in"));

        Assert.Equal((input, Path.Combine(Output, $"a.b{extension}"), "a.b"), (predicted.Input, predicted.Output, predicted.Name));
        var labels = ImageFile.ReadLabels(predicted.Output);
        Assert.Equal(ball.LabelsOn(Grid).Voxels, labels.Voxels);
        AssertSame(ImageFile.Read(input).Geometry, labels.Geometry);
        Assert.Equal([ball.LabelsOn(Grid).Voxels.Count(label => label == 1)], predicted.ClassVoxels);
    }

    [Theory]
    [MemberData(nameof(Extensions))]
    public void Another_format_may_be_asked_for(string extension)
    {
        ImageFile.Write(Placed("in/a.nrrd"), WorldBall.In(Grid).ImageOn(Grid));
        using var model = KnownModel.Of(Canonical);
        var predicted = Assert.Single(Predict(model, "in", new PredictionFileOptions { Extension = extension, Probabilities = true, Entropy = true }));
        Assert.Equal(Path.Combine(Output, $"a{extension}"), predicted.Output);
        Assert.Equal(WorldBall.In(Grid).LabelsOn(Grid).Voxels, ImageFile.ReadLabels(predicted.Output).Voxels);
        foreach (string name in (string[])["a_probability1", "a_entropy"])
        {
            var map = ImageFile.ReadImage(Path.Combine(Output, name + extension));
            AssertSame(ImageFile.Read(predicted.Output).Geometry, map.Geometry);
        }
    }

    [Fact]
    public void Formats_that_are_not_written_give_compressed_NIfTI()
    {
        Copy("dicom/oblique", "in/series");
        folder.Slice("in/slices/1.png");
        folder.Slice("in/slices/2.png");
        foreach (string name in (string[])["pair.hdr", "pair.img"]) File.Copy(FixturePath($"nifti/{name}"), Placed($"in/{name}"));
        using var model = KnownModel.Of(Canonical);
        var predicted = Predict(model, "in");
        Assert.Equal(["pair.nii.gz", "series.nii.gz", "slices.nii.gz"], predicted.Select(file => Path.GetFileName(file.Output)));
        foreach (var file in predicted)
        {
            AssertSame(ImageFile.Read(file.Input).Geometry, ImageFile.Read(file.Output).Geometry);
            Assert.Equal(model.Segment(ImageFile.ReadImage(file.Input)).Labels.Voxels, ImageFile.ReadLabels(file.Output).Voxels);
        }

        Assert.Contains((byte)1, ImageFile.ReadLabels(predicted[1].Output).Voxels);
    }

    [Fact]
    public void Slices_in_PNG_give_PNG_and_their_probabilities_a_format_that_holds_them()
    {
        byte[] pixels = [0, 255, 0, 0, 255, 255];
        ImageFile.Write(Placed("in/a.png"), new Volume<byte>(Geometry.OfSize(2, 3), pixels));
        using var model = KnownModel.Of(Canonical, axes: 2);
        var predicted = Assert.Single(Predict(model, "in", new PredictionFileOptions { Probabilities = true }));
        Assert.Equal(Path.Combine(Output, "a.png"), predicted.Output);
        Assert.Equal(pixels.Select(pixel => (byte)(pixel / 255)), ImageFile.ReadLabels(predicted.Output).Voxels);
        Assert.Equal(pixels.Select(pixel => pixel / 255f), ImageFile.ReadImage(Path.Combine(Output, "a_probability1.nii.gz")).Voxels.Select(value => MathF.Round(value)));
        Assert.Null(predicted.Millilitres(0));
        Assert.Equal("case,class,value,name,voxels,ml\na,1,1,class 1,3,\n", File.ReadAllText(Path.Combine(Output, "volumes.csv")));
    }

    [Fact]
    public void A_format_that_does_not_hold_what_is_asked_for_is_refused_before_the_network_runs()
    {
        folder.Image("in/a.nii");
        var (model, network) = Watched(KnownModel.AsItIs);
        using (model)
        {
            Assert.Equal(
                $"{folder.At("in/a.nii")}: is a volume of 2×3×4, and .png holds slices; choose another format for its label map, such as .nii.gz.",
                Refused(model, "in", new PredictionFileOptions { Extension = ".png" }));
            Assert.Contains("neither probabilities nor uncertainty", Refused(model, "in", new PredictionFileOptions { Extension = ".png", Entropy = true }), StringComparison.Ordinal);
            Assert.Contains(".bmp is no format that is written; choose one of .nrrd", Refused(model, "in", new PredictionFileOptions { Extension = ".bmp" }), StringComparison.Ordinal);
            Assert.Equal(0, network.Passes);
        }
    }

    [Fact]
    public void Two_images_never_write_one_file()
    {
        folder.Images("in/a.nii", "in/a_probability1.nii", "in/a_entropy.nii");
        var (model, network) = Watched(KnownModel.AsItIs);
        using (model)
        {
            Assert.Contains($"would both be segmented into {Path.Combine(Output, "a_probability1.nii")}", Refused(model, "in", new PredictionFileOptions { Probabilities = true }), StringComparison.Ordinal);
            Assert.Contains($"would both be segmented into {Path.Combine(Output, "a_entropy.nii")}", Refused(model, "in", new PredictionFileOptions { Entropy = true }), StringComparison.Ordinal);
            File.Delete(folder.At("in/a.nii"));
            folder.Frames("in/a.nii", 2);
            File.Move(folder.At("in/a_entropy.nii"), folder.At("in/a_frame02.nii"));
            Assert.Contains("a_frame02", Refused(model, "in"), StringComparison.Ordinal);
            Assert.Equal(0, network.Passes);
            Assert.Empty(Directory.EnumerateFiles(Output));
        }
    }

    [Fact]
    public void Every_time_point_is_segmented_for_itself()
    {
        folder.Frames("in/cine.nii", 3);
        using var model = KnownModel.Of(KnownModel.AsItIs, classes: 3);
        var shares = new List<double>();
        var predicted = FilePrediction.Run(model, [folder.At("in")], Output, progress: (_, _, _, share) => shares.Add(share), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(["cine_frame01.nii", "cine_frame02.nii", "cine_frame03.nii"], predicted.Select(file => Path.GetFileName(file.Output)));
        foreach (var (time, file) in predicted.Index()) Assert.All(ImageFile.ReadLabels(file.Output).Voxels, label => Assert.Equal(time, label));
        Assert.Equal(shares.Order(), shares);
        Assert.Equal((0, 1), (shares[0], shares[^1]));
    }

    [Fact]
    public void Channels_come_in_files_or_in_one_and_lie_on_one_grid()
    {
        folder.Image("in/p_0000.nii", 1);
        folder.Image("in/p_0001.nii", 1);
        folder.Frames("in/q.nii", 2);
        using var model = KnownModel.Of(KnownModel.AsItIs, classes: 4, channels: 2);
        var predicted = Predict(model, "in");
        Assert.Equal(["p.nii", "q.nii"], predicted.Select(file => Path.GetFileName(file.Output)));
        Assert.All(ImageFile.ReadLabels(predicted[0].Output).Voxels, label => Assert.Equal(1 + 2, label));
        Assert.All(ImageFile.ReadLabels(predicted[1].Output).Voxels, label => Assert.Equal(0 + 2, label));

        // The other channel with its axes in another order, and somewhere else.
        var other = new Volume<float>(Grid, [.. Enumerable.Range(0, (int)Grid.VoxelCount).Select(i => (float)(i % 2))]);
        ImageFile.Write(folder.At("in/p_0000.nii"), new Volume<float>(Grid));
        ImageFile.Write(folder.At("in/p_0001.nii"), Reorientation.ToReversedAxes(Grid).Apply(other));
        Assert.Equal(other.Voxels.Select(value => (byte)(2 * value)), ImageFile.ReadLabels(Predict(model, "in")[0].Output).Voxels);
        folder.Image("in/p_0001.nii");
        Assert.StartsWith($"{folder.At("in/p_0001.nii")}: is 2×3×4, but {folder.At("in/p_0000.nii")} is 6×7×9", Refused(model, "in"), StringComparison.Ordinal);
        folder.Frames("in/p_0001.nii", 2);
        Assert.Contains("p_0001.nii: holds 2 frames", Refused(model, "in"), StringComparison.Ordinal);
        folder.Image("lone.nii");
        Assert.Contains("lone.nii: holds one channel, but the network takes 2 channels; give a file that holds them all, or one for each", Refused(model, "lone.nii"), StringComparison.Ordinal);
        folder.Frames("lone.nii", 3);
        Assert.Contains("lone.nii: holds 3 frames, but the network takes 2 channels", Refused(model, "lone.nii"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_series_is_chosen_among_those_of_a_folder()
    {
        const string First = "1.2.826.0.1.3680043.10.999.1", Second = "1.2.826.0.1.3680043.10.999.2";
        Copy("dicom/mixed", "in/study");
        folder.Slice("in/slices/1.png");
        using var model = KnownModel.Of(Canonical);
        Assert.Contains($"holds 2 series; choose one by its UID, or put each into a folder of its own: {First}", Refused(model, "in/study"), StringComparison.Ordinal);
        foreach (string uid in (string[])[First, Second])
        {
            var predicted = Predict(model, "in", new PredictionFileOptions { Series = uid });
            Assert.Equal(["slices", "study"], predicted.Select(file => file.Name));
            AssertSame(Imaging.Formats.Dicom.DicomSeries.Read(folder.At("in/study"), uid).Geometry, ImageFile.Read(predicted[1].Output).Geometry);
        }

        Assert.Contains("holds no series '1.2.3'", Refused(model, "in", new PredictionFileOptions { Series = "1.2.3" }), StringComparison.Ordinal);
        Assert.Contains("there is no folder of a DICOM series", Refused(model, "in/slices", new PredictionFileOptions { Series = First }), StringComparison.Ordinal);
        Copy("dicom/jpeg", "compressed");
        Assert.Contains("1.dcm: is stored as JPEG", Refused(model, "compressed"), StringComparison.Ordinal);
        Assert.Contains("name the folder that holds the series", Refused(model, "in/study/1.dcm"), StringComparison.Ordinal);
    }

    [Fact]
    public void Volumes_are_voxels_times_their_size()
    {
        ImageFile.Write(Placed("in/a.nrrd"), new Volume<float>(Grid, [.. Enumerable.Range(0, 378).Select(i => (float)(i % 3))]));
        ImageFile.Write(Placed("in/b.npy"), new Volume<float>(Grid));
        using var model = KnownModel.Of(KnownModel.AsItIs, classes: 3);
        Predict(model, "in");
        string ml = (126 * 2.5 * 0.75 * 1.25 / 1000).ToString(CultureInfo.InvariantCulture);
        Assert.Equal(
            $"case,class,value,name,voxels,ml\na,1,1,class 1,126,{ml}\na,2,2,class 2,126,{ml}\nb,1,1,class 1,0,\nb,2,2,class 2,0,\n",
            File.ReadAllText(Path.Combine(Output, "volumes.csv")));
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Output, "volumes.json")))!.AsArray();
        Assert.Equal(["a", "b"], json.Select(entry => entry!["case"]!.GetValue<string>()));
        Assert.Equal(folder.At("in/a.nrrd"), json[0]!["image"]!.GetValue<string>());
        Assert.Equal(Path.Combine(Output, "a.nrrd"), json[0]!["labels"]!.GetValue<string>());
        Assert.Equal((2, "class 2", 126L), (json[0]!["classes"]![1]!["class"]!.GetValue<int>(), json[0]!["classes"]![1]!["name"]!.GetValue<string>(), json[0]!["classes"]![1]!["voxels"]!.GetValue<long>()));
        Assert.Equal(126 * 2.5 * 0.75 * 1.25 / 1000, json[0]!["classes"]![1]!["ml"]!.GetValue<double>(), 1e-12);
        Assert.Null(json[1]!["classes"]![0]!["ml"]);
    }

    [Fact]
    public void Volumes_of_images_that_were_segmented_before_stay_while_their_label_maps_do()
    {
        folder.Images("a.nii", "b.nii", "c.nii");
        using var model = KnownModel.Of(KnownModel.AsItIs);
        foreach (string name in (string[])["c.nii", "a.nii", "a.nii"]) Predict(model, name);
        Assert.Equal(["a", "c"], Cases());
        File.Delete(Path.Combine(Output, "c.nii"));
        Predict(model, "b.nii");
        Assert.Equal(["a", "b"], Cases());
        foreach (string other in (string[])["{ something else }", "null", "[null]", $$"""[{"labels": "{{folder.At("a.nii")}}"}]"""])
        {
            File.WriteAllText(Path.Combine(Output, "volumes.json"), other);
            Predict(model, "b.nii");
            Assert.Equal(["b"], Cases());
        }

        IEnumerable<string> Cases() => File.ReadLines(Path.Combine(Output, "volumes.csv")).Skip(1).Select(line => line.Split(',')[0]);
    }

    [Fact]
    public void What_is_finished_stays_when_the_next_image_fails_or_somebody_stops()
    {
        folder.Images("in/a.nii", "in/c.nii");
        folder.Text("in/b.nii", "no image");
        using var model = KnownModel.Of(KnownModel.AsItIs);
        Assert.StartsWith($"{folder.At("in/b.nii")}: ", Refused(model, "in"), StringComparison.Ordinal);
        Assert.Equal(["a.nii", "volumes.csv", "volumes.json"], Written());

        using var stop = new CancellationTokenSource();
        folder.Image("in/b.nii");
        Assert.Throws<OperationCanceledException>(() => FilePrediction.Run(model, [folder.At("in")], Output, cancellation: stop.Token, progress: (index, _, _, _) =>
        {
            if (index == 2) stop.Cancel();
        }));
        Assert.Equal(["a.nii", "b.nii", "volumes.csv", "volumes.json"], Written());
        Assert.Equal(3, File.ReadLines(Path.Combine(Output, "volumes.csv")).Count());

        IEnumerable<string?> Written() => Directory.GetFiles(Output).Select(Path.GetFileName).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Errors_name_the_image()
    {
        using var model = KnownModel.Of(KnownModel.AsItIs with { Spacing = [1, 1, 1] });
        ImageFile.Write(Placed("in/flat.nrrd"), new Volume<float>(new Geometry([4, 4], [1, 2])));
        Assert.Equal(
            $"{folder.At("in/flat.nrrd")}: spacing: there are 3 spacings, but the image has 2 axes (4×4); use images like those that were prepared.",
            Refused(model, "in"));
        using var published = KnownModel.Of(DataLayout.La);
        Assert.StartsWith($"{folder.At("in/flat.nrrd")}: The network takes 1 channel(s) of 3 axes, but the image has 1 of 2", Refused(published, "in"), StringComparison.Ordinal);
        ImageFile.Write(folder.At("in/flat.nrrd"), new Volume<float>(Grid, [float.NaN, .. new float[377]]));
        Assert.StartsWith($"{folder.At("in/flat.nrrd")}: has 1 voxels that are not finite", Refused(model, "in"), StringComparison.Ordinal);
        Directory.Delete(Output);
        File.WriteAllText(Output, "a file");
        Assert.StartsWith($"{Output}: the folder for the label maps cannot be made", Refused(model, "in"), StringComparison.Ordinal);
    }

    [Fact]
    public void Cases_of_a_prepared_folder_are_not_prepared_twice()
    {
        // What is prepared twice by this would be all background.
        var settings = KnownModel.AsItIs with { Intensity = new IntensityScale(IntensityKind.Window, 0, 10) };
        var record = KnownModel.Record(settings, classes: 4, channels: 2);
        Prepared("data", record);
        using var model = KnownModel.Of(settings, classes: 4, channels: 2);
        Assert.All(ImageFile.ReadLabels(Assert.Single(Predict(model, "data")).Output).Voxels, label => Assert.Equal(1 + 2, label));

        // The same file elsewhere is an image like any other.
        File.Copy(folder.At("data/cases/p.h5"), Placed("in/q.h5"));
        using var single = KnownModel.Of(settings, classes: 4);
        Assert.All(ImageFile.ReadLabels(Assert.Single(Predict(single, "in")).Output).Voxels, label => Assert.Equal(0, label));
    }

    [Fact]
    public void Cases_that_were_prepared_otherwise_than_the_training_images_are_refused()
    {
        Prepared("data", KnownModel.Record(KnownModel.AsItIs, classes: 4, channels: 2));
        using var other = KnownModel.Of(Canonical, classes: 4, channels: 2);
        string error = $"{folder.At("data/cases/p.h5")}: is prepared otherwise than the images that the network learnt from; give the image that it was made from.";
        Assert.Equal(error, Refused(other, "data"));
        using var published = KnownModel.Of(DataLayout.La);
        Assert.Equal(error, Refused(published, "data"));
    }

    [Theory]
    [InlineData(".h5")]
    [InlineData(".hdf5")]
    [InlineData(".npy")]
    [InlineData(".npz")]
    public void Arrays_are_prepared_already_for_networks_of_published_data(string extension)
    {
        // Of axes of different lengths and z-scores that turn all of it into background nothing may be seen.
        var image = new Volume<float>(Geometry.OfSize(2, 3, 4), [.. Enumerable.Range(0, 24).Select(i => i < 12 ? 0.9f : 1)]);
        string written = Placed("in/a" + (extension == ".hdf5" ? ".h5" : extension));
        ImageFile.Write(written, image);
        File.Move(written, folder.At("in/a" + extension));
        using var model = KnownModel.Of(DataLayout.La);
        var predicted = Assert.Single(Predict(model, "in"));
        Assert.All(ImageFile.ReadLabels(predicted.Output).Voxels, label => Assert.Equal(1, label));
        Assert.Equal("a" + (extension == ".hdf5" ? ".nii.gz" : extension), Path.GetFileName(predicted.Output));
        // In any other format it is prepared.
        ImageFile.Write(Placed("raw/a.nrrd"), image);
        Assert.Equal(image.Voxels.Select(value => (byte)(value == 1 ? 1 : 0)), ImageFile.ReadLabels(Assert.Single(Predict(model, "raw")).Output).Voxels);
    }

    [Fact]
    public void The_label_map_of_another_image_is_not_replaced_by_a_later_call()
    {
        folder.Images("p1/a.nii", "p2/a.nii");
        using var model = KnownModel.Of(KnownModel.AsItIs);
        Predict(model, "p1");
        byte[] before = File.ReadAllBytes(Path.Combine(Output, "a.nii"));
        Assert.Equal(
            $"{folder.At("p1/a.nii")} and {folder.At("p2/a.nii")} would both be segmented into {Path.Combine(Output, "a.nii")}; choose different folders for them.",
            Refused(model, "p2"));
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(Output, "a.nii")));
        File.Delete(Path.Combine(Output, "a.nii"));
        Predict(model, "p2");
    }

    [Fact]
    public void An_existing_label_map_is_replaced()
    {
        folder.Image("in/a.nii");
        using (var model = KnownModel.Of(KnownModel.AsItIs)) Predict(model, "in");
        using var blank = KnownModel.Of(KnownModel.AsItIs with { Intensity = new IntensityScale(IntensityKind.MinMax) });
        Assert.All(ImageFile.ReadLabels(Assert.Single(Predict(blank, "in")).Output).Voxels, label => Assert.Equal(0, label));
    }

    private IReadOnlyList<PredictedFile> Predict(RunModel model, string input, PredictionFileOptions? options = null) =>
        FilePrediction.Run(model, [folder.At(input)], Output, options, cancellation: TestContext.Current.CancellationToken);

    private string Refused(RunModel model, string input, PredictionFileOptions? options = null) => Assert.ThrowsAny<ReportedException>(() => Predict(model, input, options)).Message;

    private static (RunModel Model, BrightnessNetwork Network) Watched(PreparationSettings settings)
    {
        var network = new BrightnessNetwork(new Networks.NetworkOptions());
        return (RunModel.Of(KnownModel.Recipe(DataLayout.Prepared, 2, 1, 3), KnownModel.Record(settings), network), network);
    }

    /// <summary>A prepared folder with one case of two channels that are 1 everywhere.</summary>
    private void Prepared(string name, PreparationRecord record)
    {
        Directory.CreateDirectory(folder.At($"{name}/cases"));
        record.Save(folder.At($"{name}/{PreparedFolder.RecordName}"));
        var ones = new Volume<float>(ScanFolder.Grid, [.. Enumerable.Repeat(1f, 24)]);
        Hdf5File.WriteChannels(folder.At($"{name}/cases/p.h5"), [ones, ones], null);
    }

    private void Copy(string fixture, string to)
    {
        Directory.CreateDirectory(folder.At(to));
        foreach (string file in Directory.GetFiles(FixturePath(fixture))) File.Copy(file, Path.Combine(folder.At(to), Path.GetFileName(file)));
    }

    private string Placed(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.At(name))!);
        return folder.At(name);
    }

    private static string FixturePath(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    /// <summary>Formats keep numbers in single precision.</summary>
    private static void AssertSame(Geometry expected, Geometry actual)
    {
        Assert.Equal(expected.Size, actual.Size);
        for (int i = 0; i < expected.Rank; i++) Assert.Equal((expected.Spacing[i], expected.Origin[i]), (actual.Spacing[i], actual.Origin[i]), Near);
        for (int i = 0; i < expected.Direction.Length; i++) Assert.Equal(expected.Direction[i], actual.Direction[i], 1e-6);
    }

    private static bool Near((double, double) first, (double, double) second) => Math.Abs(first.Item1 - second.Item1) < 1e-6 && Math.Abs(first.Item2 - second.Item2) < 1e-4;
}
