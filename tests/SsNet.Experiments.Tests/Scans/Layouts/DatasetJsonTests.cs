using SsNet.Experiments.Scans;

namespace SsNet.Experiments.Tests.Scans.Layouts;

public class DatasetJsonTests
{
    private const string Heart = """
        {
          "modality": { "0": "MRI" },
          "labels": { "0": "background", "2": "tumour", "1": "left atrium" },
          "training": [{ "image": "./imagesTr/b.nii.gz", "label": "./labelsTr/b.nii.gz" }, { "image": "imagesTr/a.nii.gz", "label": "./labelsTr/a.nii.gz" },
                       { "image": "./imagesTr/._a.nii.gz", "label": "./labelsTr/._a.nii.gz" }, { "image": "./imagesTr/c.nii.gz" }],
          "test": ["./imagesTs/t.nii.gz", "./imagesTs/u.nii.gz"]
        }
        """;

    [Fact]
    public void A_task_of_the_decathlon_is_what_its_lists_say()
    {
        using var folder = new ScanFolder();
        folder.Text("dataset.json", Heart);
        folder.Images("imagesTr/a.nii.gz", "imagesTr/b.nii.gz", "imagesTr/c.nii.gz", "imagesTr/stray.nii.gz", "imagesTs/t.nii.gz");
        folder.Labels("labelsTr/b.nii.gz", "labelsTs/t.nii.gz");

        var scans = folder.Open();

        Assert.Equal("Medical Segmentation Decathlon", scans.Kind);
        Assert.Equal([("b", ScanPart.Training), ("a", ScanPart.Training), ("c", ScanPart.Training), ("stray", ScanPart.Training), ("t", ScanPart.Test)], scans.Scans.Select(scan => (scan.Id, scan.Part)));
        Assert.Equal([true, false, false, false, true], scans.Scans.Select(scan => scan.Label is not null));
        Assert.Equal(new ScanImage(folder.At("imagesTr/b.nii.gz")), Assert.Single(scans.Scans[0].Channels));
        Assert.Equal(folder.At("labelsTr/b.nii.gz"), scans.Scans[0].Label!.Path);
        Assert.Equal(["MRI"], scans.ChannelNames);
        Assert.Equal([("left atrium", 1), ("tumour", 2)], scans.Labels!.Classes.Select(known => (known.Name, known.Values.Single())));
        Assert.True(scans.HasSplit);
        Assert.Equal(
            [
                "1 image in imagesTr is not listed in dataset.json and is taken as unlabelled: stray.",
                "1 training scan lacks the label that dataset.json lists and is taken as unlabelled: a.", "1 test image has no label and is left out: u.",
            ],
            scans.Notes);
        Assert.Equal($"{folder.At("dataset.json")}, field 'test[1]': there is no file {folder.At("imagesTs/u.nii.gz")}; add it or remove the entry.", folder.ErrorOf(new ScanOptions { UseTestImages = true }));
        folder.Image("imagesTs/u.nii.gz");
        Assert.Equal(("u", ScanPart.Training), folder.Open(new ScanOptions { UseTestImages = true }).Scans.Select(scan => (scan.Id, scan.Part)).Last());
        File.Delete(folder.At("imagesTr/a.nii.gz"));
        Assert.Equal($"{folder.At("dataset.json")}, field 'training[1]': there is no file {folder.At("imagesTr/a.nii.gz")}; add it or remove the entry.", folder.ErrorOf());
    }

    [Fact]
    public void Several_modalities_are_the_frames_of_one_file()
    {
        using var folder = new ScanFolder();
        folder.Text("dataset.json", """{"modality": {"1": "ADC", "0": "T2"}, "labels": {"1": "zone"}, "training": [{"image": "imagesTr/a.nii", "label": "labelsTr/a.nii"}]}""");
        folder.Frames("imagesTr/a.nii", 2);
        folder.Label("labelsTr/a.nii");

        var scans = folder.Open();

        Assert.Equal(["T2", "ADC"], scans.ChannelNames);
        Assert.Equal([0, 1], ScanReading.Channels(scans.Scans[0]).Select(channel => channel.Voxels[0]));
        Assert.NotNull(ScanReading.LabelValues(scans.Scans[0]));
    }

    [Fact]
    public void Files_of_nnU_Net_name_their_channels()
    {
        using var folder = new ScanFolder();
        folder.Text("dataset.json", """{"channel_names": {"0": "T1", "1": "T2"}, "labels": {"background": 0, "edge": [3, 1], "core": 2, "ignore": 4}, "file_ending": ".nrrd", "numTraining": 2}""");
        folder.Images("imagesTr/b_0000.nrrd", "imagesTr/b_0001.nrrd", "imagesTr/a_0000.nrrd", "imagesTr/a_0001.nrrd", "imagesTr/._a_0000.nrrd", "imagesTs/t_0000.nrrd", "imagesTs/t_0001.nrrd", "imagesTs/u_0000.nrrd", "imagesTs/u_0001.nrrd");
        folder.Labels("labelsTr/b.nrrd", "labelsTr/x.nrrd", "labelsTr/._b.nrrd", "labelsTs/t.nrrd");
        folder.Text("imagesTr/notes.txt", "");

        var scans = folder.Open();

        Assert.Equal("nnU-Net", scans.Kind);
        Assert.Equal([("a", false, ScanPart.Training), ("b", true, ScanPart.Training), ("t", true, ScanPart.Test)], scans.Scans.Select(scan => (scan.Id, scan.Label is not null, scan.Part)));
        Assert.Equal([folder.At("imagesTr/a_0000.nrrd"), folder.At("imagesTr/a_0001.nrrd")], scans.Scans[0].Channels.Select(channel => channel.Path));
        Assert.Equal(["T1", "T2"], scans.ChannelNames);
        Assert.Equal([("edge", "1 3"), ("core", "2")], scans.Labels!.Classes.Select(known => (known.Name, string.Join(' ', known.Values))));
        Assert.Equal([4], scans.Labels.Ignored);
        Assert.Equal(
            [
                "1 file in imagesTr does not end in .nrrd and is passed over: notes.txt.", "1 label in labelsTr belongs to no image in imagesTr and is passed over: x.nrrd.",
                "1 test image has no label and is left out: u.",
            ],
            scans.Notes);
        Assert.Equal(["a", "b", "t", "u"], folder.Open(new ScanOptions { UseTestImages = true }).Scans.Select(scan => scan.Id));
    }

    [Fact]
    public void The_first_nnU_Net_lists_images_that_are_there_by_their_channels()
    {
        using var folder = new ScanFolder();
        folder.Text("dataset.json", """{"modality": {"0": "CT"}, "labels": {"0": "background", "1": "liver"}, "training": [{"image": "./imagesTr/a.nii.gz", "label": "./labelsTr/a.nii.gz"}]}""");
        folder.Images("imagesTr/a_0000.nii.gz");
        folder.Labels("labelsTr/a.nii.gz");
        var scans = folder.Open();
        Assert.Equal(("nnU-Net", "a"), (scans.Kind, Assert.Single(scans.Scans).Id));
        Assert.NotNull(scans.Scans[0].Label);
    }

    [Fact]
    public void Wrong_channels_are_named()
    {
        using var folder = new ScanFolder();
        folder.Text("dataset.json", """{"channel_names": {"0": "T1", "1": "T2"}, "labels": {"a": 1}, "file_ending": ".nii"}""");
        Assert.Equal($"{folder.At("imagesTr")}: there is no such folder; add it, or check the path.", folder.ErrorOf());
        folder.Image("imagesTr/a_0001.nii");
        Assert.Equal($"{folder.At("imagesTr/a_0000.nii")}: there is no such file, but the data set has 2 channels (T1, T2); add it, or remove the other channels of a.", folder.ErrorOf());
        folder.Images("imagesTr/a_0000.nii", "imagesTr/a_0002.nii");
        Assert.Equal($"{folder.At("imagesTr/a_0002.nii")}: is a channel that the data set does not have; it has 2 (T1, T2): name it in dataset.json, or remove the file.", folder.ErrorOf());
        folder.Image("imagesTr/a.nii");
        Assert.Equal($"{folder.At("imagesTr/a.nii")}: the name does not say which channel it is; name it <case>_0000.nii for the first.", folder.ErrorOf());
    }

    [Theory]
    [InlineData("""{"labels": {"a": 1},""", ", line 2: is not valid JSON")]
    [InlineData("""[1]""", ": must hold an object in braces, not [1].")]
    [InlineData("""{"labels": {"a": 1}}""", ", field 'modality': is missing; add it.")]
    [InlineData("""{"modality": ["CT"]}""", ", field 'modality': must be an object in braces, not [\"CT\"].")]
    [InlineData("""{"modality": {"CT": "0"}}""", ", field 'modality': 'CT' is no number of a channel; write them as \"0\", \"1\" and so on.")]
    [InlineData("""{"modality": {"0": 3}}""", ", field 'modality.0': must be a text in quotes, not 3.")]
    [InlineData("""{"modality": {"1": "CT"}}""", ", field 'modality': the channels must count from 0 without a gap, not 1.")]
    [InlineData("""{"modality": {}}""", ", field 'modality': the channels must count from 0 without a gap, not be none.")]
    [InlineData("""{"modality": {"0": "CT"}, "file_ending": 3}""", ", field 'file_ending': must be a text in quotes, not 3.")]
    [InlineData("""{"modality": {"0": "CT"}, "training": {}}""", ", field 'training': must be a list in brackets, not {}.")]
    [InlineData("""{"modality": {"0": "CT"}, "training": [{"label": "a"}]}""", ", field 'training[0]': has no 'image'; add its path.")]
    [InlineData("""{"modality": {"0": "CT"}, "training": [{"image": null}]}""", ", field 'training[0].image': must be a text in quotes, not null.")]
    public void Errors_name_file_and_field(string json, string message)
    {
        using var folder = new ScanFolder();
        folder.Text("dataset.json", json);
        folder.Image("imagesTr/a_0000.nii.gz");
        Assert.StartsWith(folder.At("dataset.json") + message, folder.ErrorOf());
    }

    [Theory]
    [InlineData("""{"labels": 1}""", ", field 'labels': must be an object in braces, not 1.")]
    [InlineData("""{}""", ", field 'labels': is missing; add it.")]
    [InlineData("""{"labels": {"background": 0, "ignore": 1}}""", ", field 'labels': names no class besides the background; add those of the label maps.")]
    [InlineData("""{"labels": {"whole": [1, 2], "core": 2}}""", ", field 'labels.core': the value 2 belongs to 'whole' already; regions that overlap cannot be learned, since a voxel has one class: list classes that share no value.")]
    [InlineData("""{"labels": {"1": " "}}""", ", field 'labels.1': must be a text in quotes, not \" \".")]
    [InlineData("""{"labels": {"1": "\ud800"}}""", ", field 'labels.1': must be a text in quotes, not \"\\ud800\".")]
    [InlineData("""{"labels": {"\ud800": 1}}""", ": is not valid JSON (Cannot read incomplete UTF-16 JSON text as string with missing low surrogate); correct it.")]
    [InlineData("""{"labels": {"": 1}}""", ", field 'labels.': the class has no name; give it one.")]
    [InlineData("""{"labels": {"a": []}}""", ", field 'labels.a': has no value; list those that belong to it.")]
    [InlineData("""{"labels": {"a": 1.5}}""", ", field 'labels.a': must be a whole number or a list of them, not 1.5.")]
    [InlineData("""{"labels": {"a": "one"}}""", ", field 'labels.a': must be a whole number or a list of them, not \"one\".")]
    public void Errors_about_classes_name_the_field(string labels, string message)
    {
        using var folder = new ScanFolder();
        folder.Text("dataset.json", labels == "{}" ? """{"modality": {"0": "CT"}}""" : $"{labels[..^1]}, \"modality\": {{\"0\": \"CT\"}}}}");
        folder.Image("imagesTr/a_0000.nii.gz");
        Assert.Equal(folder.At("dataset.json") + message, folder.ErrorOf());
    }

    [Fact]
    public void Too_many_classes_are_refused_and_those_of_one_name_are_one()
    {
        using var folder = new ScanFolder();
        folder.Image("imagesTr/a_0000.nii.gz");
        Classes(255, "{0}");
        Assert.EndsWith("field 'labels': names 255 classes, and at most 254 can be learned.", folder.ErrorOf());
        Classes(3, "same");
        Assert.Equal([1, 2, 3], Assert.Single(folder.Open().Labels!.Classes).Values);

        void Classes(int count, string name) => folder.Text(
            "dataset.json",
            $"{{\"modality\": {{\"0\": \"CT\"}}, \"labels\": {{{string.Join(", ", Enumerable.Range(1, count).Select(i => $"\"{i}\": \"{name.Replace("{0}", $"class {i}", StringComparison.Ordinal)}\""))}}}}}");
    }
}
