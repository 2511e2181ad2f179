using SsNet.Experiments.Scans;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Tests.Scans.Layouts;

public class PlainTests
{
    [Fact]
    public void Images_of_all_formats_are_found_with_labels_of_any()
    {
        using var folder = new ScanFolder();
        folder.Images("images/a.nii.gz", "images/b.h5", "images/c.NRRD.nrrd", "images/d.npy", "images/e.nhdr", "images/f.npz", "images/.hidden.nii");
        folder.Slice("images/g.x/1.png");
        folder.Slice("images/h.png");
        Pair(folder, "images/i");
        File.Copy(folder.At("images/a.nii.gz"), folder.At("images/j.volume"));
        Dicom(folder, "images/k/0001");
        folder.Text("images/readme.txt", "no image");
        folder.Text("images/empty");
        folder.Text("images/nothing/readme.txt", "no image");
        folder.Labels("labels/a.nrrd", "labels/b_gt.nii", "labels/c.NRRD_seg.npy", "labels/d_label.nii.gz", "labels/e_labels.npz", "labels/f_mask.h5", "labels/g.x-label.nii", "labels/zzz.nii");
        folder.Text("labels/readme.txt", "no label");

        var scans = folder.Open();

        Assert.Equal("images and labels", scans.Kind);
        Assert.Equal(["a", "b", "c.NRRD", "d", "e", "f", "g.x", "h", "i", "j", "k"], scans.Scans.Select(scan => scan.Id));
        Assert.Equal([folder.At("images/e.nhdr"), folder.At("images/g.x"), folder.At("images/i.hdr")], new[] { 4, 6, 8 }.Select(i => scans.Scans[i].Channels.Single().Path));
        Assert.Equal(
            ["a.nrrd", "b_gt.nii", "c.NRRD_seg.npy", "d_label.nii.gz", "e_labels.npz", "f_mask.h5", "g.x-label.nii", null, null, null, null],
            scans.Scans.Select(scan => Path.GetFileName(scan.Label?.Path)));
        Assert.All(scans.Scans, scan => Assert.Equal((scan.Id, ScanPart.Training), (scan.Group, scan.Part)));
        Assert.Equal(["image"], scans.ChannelNames);
        Assert.Null(scans.Labels);
        Assert.False(scans.HasSplit);
        Assert.Equal(
            [
                "3 entries of images are no images of a known format (a DICOM series needs a folder of its own) and are passed over: empty, readme.txt, nothing/.",
                "1 entry of labels is no image of a known format (a DICOM series needs a folder of its own) and is passed over: readme.txt.", "1 label in labels belongs to no image and is passed over: zzz.nii.",
            ],
            scans.Notes);
        Assert.All(scans.Scans.Take(10), scan => Assert.Single(ScanReading.Channels(scan)));
    }

    [Fact]
    public void A_folder_of_images_alone_is_unlabelled()
    {
        using var folder = new ScanFolder();
        folder.Images("images/a.nii", "images/b.nii");
        var scans = folder.Open();
        Assert.All(scans.Scans, scan => Assert.Null(scan.Label));
        Assert.Empty(scans.Notes);
    }

    [Fact]
    public void A_label_scheme_beside_the_images_is_read()
    {
        using var folder = new ScanFolder();
        folder.Image("images/a.nii");
        folder.Text("labels.toml", "[[class]]", "name = 'aorta'", "value = 3");
        Assert.Equal("aorta", Assert.Single(folder.Open().Labels!.Classes).Name);
    }

    [Fact]
    public void Names_that_end_in_the_same_channels_are_those_of_cases()
    {
        using var folder = new ScanFolder();
        folder.Images("images/a_0000.nii", "images/b_0001.nii", "images/a_0001.nii", "images/b_0000.nii");
        folder.Label("labels/a_gt.nii");

        var scans = folder.Open();

        Assert.Equal(["a", "b"], scans.Scans.Select(scan => scan.Id));
        Assert.Equal([folder.At("images/b_0000.nii"), folder.At("images/b_0001.nii")], scans.Scans[1].Channels.Select(channel => channel.Path));
        Assert.NotNull(scans.Scans[0].Label);
        Assert.Equal(["channel 1", "channel 2"], scans.ChannelNames);
    }

    [Theory]
    [InlineData("scan_0000", "scan_0001", "scan_0001")]
    [InlineData("scan_0000", "scan_0001", "")]
    [InlineData("a_0000", "b_0001", "")]
    [InlineData("a_0000", "b_0000x", "")]
    public void Other_numbers_are_part_of_the_name(string first, string second, string label)
    {
        using var folder = new ScanFolder();
        folder.Images($"images/{first}.nii", $"images/{second}.nii");
        if (label.Length > 0) folder.Label($"labels/{label}.nii");
        Assert.Equal([first, second], folder.Open().Scans.Select(scan => scan.Id));
    }

    [Fact]
    public void A_single_case_has_channels_if_its_label_says_so()
    {
        using var folder = new ScanFolder();
        folder.Images("images/scan_0000.nii", "images/scan_0001.nii");
        folder.Label("labels/scan.nii");
        Assert.Equal(2, Assert.Single(folder.Open().Scans).Channels.Length);
    }

    [Fact]
    public void Lists_give_parts_and_order()
    {
        using var folder = new ScanFolder();
        folder.Images("images/a.nii", "images/b.nii", "images/c.nii", "images/d.nii", "images/e.nii");
        folder.Labels("labels/a.nii", "labels/c.nii");
        folder.Text("test.list", "a");
        folder.Text("val.list", "c");

        Assert.Equal([("b", ScanPart.Training), ("d", ScanPart.Training), ("e", ScanPart.Training), ("c", ScanPart.Validation), ("a", ScanPart.Test)], folder.Open().Scans.Select(scan => (scan.Id, scan.Part)));

        folder.Text("train.list", "e", "", "b");
        var scans = folder.Open();
        Assert.Equal([("e", ScanPart.Training), ("b", ScanPart.Training), ("c", ScanPart.Validation), ("a", ScanPart.Test)], scans.Scans.Select(scan => (scan.Id, scan.Part)));
        Assert.True(scans.HasSplit);
        Assert.Equal(["1 case is in no list and is left out: d."], scans.Notes);
    }

    [Fact]
    public void Errors_in_lists_name_the_case()
    {
        using var folder = new ScanFolder();
        folder.Images("images/case1.nii", "images/case2.nii");
        folder.Text("test.list", "", "case1");
        Assert.Equal($"{folder.At("test.list")}: case case1 has no label, and every case of this list needs one; add it to labels, or move the case to train.list.", folder.ErrorOf());
        folder.Text("train.list", "case1");
        Assert.Equal($"{folder.At("test.list")}, line 2: case case1 is in train.list too; remove it from one of the lists.", folder.ErrorOf());
        folder.Text("train.list", "cas1");
        Assert.Equal($"{folder.At("train.list")}, line 1: there is no image 'cas1'. Did you mean 'case1'? Correct the name or remove the line.", folder.ErrorOf());
    }

    [Fact]
    public void Groups_are_kept_on_one_side()
    {
        using var folder = new ScanFolder();
        folder.Images("images/a.nii", "images/b.nii", "images/c.nii");
        folder.Labels("labels/a.nii", "labels/b.nii");
        folder.Text("groups.csv", "Case,Group", "a, \"p1\" ", "", "b,p1");

        var scans = folder.Open();
        Assert.Equal(["p1", "p1", "c"], scans.Scans.Select(scan => scan.Group));
        Assert.Equal(["1 case is not in groups.csv and is a group of its own: c."], scans.Notes);

        folder.Text("test.list", "b");
        Assert.Equal($"{folder.At("groups.csv")}: the group 'p1' is parted: case b is in test.list and case a in no list; put all its cases into one list.", folder.ErrorOf());
        folder.Text("train.list", "a");
        Assert.Equal($"{folder.At("groups.csv")}: the group 'p1' is parted: case a is in train.list and case b in test.list; put all its cases into one list.", folder.ErrorOf());
    }

    [Theory]
    [InlineData("a", "line 1: is not of the form case,group; write the name of a case, a comma and the name of its group.")]
    [InlineData("a,", "line 1: is not of the form case,group; write the name of a case, a comma and the name of its group.")]
    [InlineData("a,p|case1,p", "line 2: there is no case 'case1'. Correct the name or remove the line.")]
    [InlineData("a,p|a,q", "line 2: case a is in the group 'p' already; remove one of the two lines.")]
    public void Errors_in_groups_name_the_line(string groups, string message)
    {
        using var folder = new ScanFolder();
        folder.Image("images/a.nii");
        folder.Text("groups.csv", groups.Split('|'));
        Assert.Equal($"{folder.At("groups.csv")}, {message}", folder.ErrorOf());
    }

    [Fact]
    public void Labels_that_are_for_no_image_or_twice_for_one_are_refused()
    {
        using var folder = new ScanFolder();
        folder.Images("images/a.nii", "images/b.nii");
        folder.Labels("labels/x.nii", "labels/y.nii");
        Assert.Equal(
            $"{folder.At("labels")}: no label belongs to an image: the images are called a, b, the labels x.nii, y.nii. Give a label its image's name, or that with _gt, _seg, _label, _labels, _mask, -label; files of channels (<case>_0000) must be the same in every case.",
            folder.ErrorOf());
        folder.Labels("labels/a.nii", "labels/a_gt.nii");
        Assert.Equal($"{folder.At("labels")}: a.nii and a_gt.nii are both labels of a; remove or rename one.", folder.ErrorOf());
        folder.Image("images/a_gt.nii");
        Assert.Equal(["a.nii", "a_gt.nii", null], folder.Open().Scans.Select(scan => Path.GetFileName(scan.Label?.Path)));
    }

    [Fact]
    public void Two_images_of_one_name_are_refused()
    {
        using var folder = new ScanFolder();
        folder.Images("images/a.nii", "images/a.nrrd");
        Assert.Equal($"{folder.Path}: two scans are called a, {folder.At("images/a.nii")} and {folder.At("images/a.nrrd")}; rename or remove one.", folder.ErrorOf());
    }

    [Fact]
    public void An_empty_data_set_is_refused()
    {
        using var folder = new ScanFolder();
        folder.Text("images/readme.txt", "no image");
        Assert.Equal($"{folder.Path}: looks like images and labels, but there is no scan to use in it. 1 entry of images is no image of a known format (a DICOM series needs a folder of its own) and is passed over: readme.txt. Add images to train on.", folder.ErrorOf());
    }

    /// <summary>NIfTI in two files: the header says so, and that the numbers begin at once.</summary>
    private static void Pair(ScanFolder folder, string name)
    {
        string whole = folder.At(name + ".nii");
        ImageFile.Write(whole, new Volume<float>(ScanFolder.Grid));
        byte[] bytes = File.ReadAllBytes(whole);
        File.Delete(whole);
        File.WriteAllBytes(folder.At(name + ".img"), bytes[352..]);
        "ni1"u8.CopyTo(bytes.AsSpan(344));
        bytes.AsSpan(108, 4).Clear();
        File.WriteAllBytes(folder.At(name + ".hdr"), bytes[..348]);
    }

    /// <summary>What begins like a DICOM file.</summary>
    private static void Dicom(ScanFolder folder, string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.At(name))!);
        File.WriteAllBytes(folder.At(name), [.. new byte[128], .. "DICM"u8, 0, 0]);
    }
}
