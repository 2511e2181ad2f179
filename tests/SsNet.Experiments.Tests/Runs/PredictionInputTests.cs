using SsNet.Experiments.Runs;
using SsNet.Experiments.Tests.Scans;
using SsNet.Imaging;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Tests.Runs;

public sealed class PredictionInputTests : IDisposable
{
    private readonly ScanFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Label_maps_beside_their_images_are_no_images()
    {
        foreach (string name in (string[])["p1_frame01.nii.gz", "p1_frame01_gt.nii.gz", "p2_gt.nii.gz", "la/lgemri.nrrd", "la/laendo.nrrd"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.At($"in/{name}"))!);
            ImageFile.Write(folder.At($"in/{name}"), new Volume<byte>(Geometry.OfSize(2, 2, 2)));
        }

        // Without an image beside it nothing tells that it is a label map.
        Assert.Equal(["la", "p1_frame01", "p2_gt"], PredictionInput.Find([folder.At("in")], 1, slices: false, folder.At("out")).Select(image => image.Name));
    }

    [Fact]
    public void Images_are_called_like_their_files()
    {
        folder.Images("in/b.nii.gz", "in/a.v2.nrrd", "in/deep/c.h5", "in/.hidden.nii");
        folder.Slice("in/slices/1.png");
        folder.Text("in/readme.txt", "no image");
        Assert.Equal(["a.v2", "b", "c", "slices"], Names("in"));
        Assert.Equal(["c", "b"], Names("in/deep/c.h5", "in/./b.nii.gz", "in/deep/../b.nii.gz", "in/deep/"));
    }

    [Fact]
    public void Images_of_one_name_are_called_like_their_folders_and_others_keep_theirs()
    {
        folder.Images("in/p1/lgemri.nrrd", "in/p2/lgemri.nrrd", "in/p3/a.nii", "in/p4/a.nii", "in/p4/b.nii");
        Assert.Equal(["p1", "p2", "p3", "p4", "b"], Names("in"));
        // One at a time the label maps of cases must not replace each other either.
        Assert.Equal(["p1"], Names("in/p1/lgemri.nrrd"));
        Assert.Equal(["a"], Names("in/p3/a.nii"));
        folder.Image("in/p4/image.nii");
        Assert.Equal(["b", "image"], Names("in/p4/b.nii", "in/p4/image.nii"));
    }

    [Fact]
    public void Names_that_folders_do_not_tell_apart_are_refused()
    {
        folder.Images("in/x/a.nii", "in/x/a.nrrd");
        Assert.Equal($"{folder.At("in/x/a.nii")} and {folder.At("in/x/a.nrrd")} would both be called a; name the images alone, such as the folder that holds nothing else, or segment them into different folders.", ErrorOf(1, "in"));
        folder.Images("other/p/b.nii", "more/p/b.nii");
        Assert.Contains("would both be called b", ErrorOf(1, "other", "more"), StringComparison.Ordinal);
        folder.Images("c/lgemri.nrrd", "d/c.nii");
        Assert.Contains("would both be called c", ErrorOf(1, "c", "d"), StringComparison.Ordinal);
    }

    [Fact]
    public void Both_files_of_an_image_are_one()
    {
        foreach (string name in (string[])["in/a.hdr", "in/a.img", "in/b.nhdr", "in/b.raw.gz"]) folder.Text(name, "any");
        string[] files = ["in/a.hdr", "in/a.img", "in/b.nhdr", "in/b.raw.gz"];
        Assert.Equal(["a", "b"], Names(files));
        Assert.Equal(["a"], Names("in/a.img"));
    }

    [Fact]
    public void Slices_are_a_volume_or_images_of_their_own()
    {
        folder.Slice("in/1.png");
        folder.Slice("in/2.png");
        folder.Slice("in/more/3.png");
        Assert.Equal([folder.At("in")], Paths(slices: false, "in"));
        Assert.Equal([folder.At("in/1.png"), folder.At("in/2.png"), folder.At("in/more/3.png")], Paths(slices: true, "in"));
    }

    [Theory]
    [InlineData("in/p", "in/p/a.nii")]
    [InlineData("in/../in/p/./", "in/p/a.nii")]
    [InlineData("link", "in/p/a.nii")]
    [InlineData("link", "linked.nii")]
    [InlineData("in/p", "linked.nii")]
    [InlineData("in/p", "link/a.nii")]
    [InlineData("in/p", "link")]
    [InlineData("in", "in")]
    [InlineData("link", "in/p")]
    [InlineData("", "linked.nii")]
    public void Images_are_safe_from_label_maps(string output, string input)
    {
        WithLinks();
        var failure = Assert.Throws<ReportedException>(() => PredictionInput.Find([folder.At(input)], 1, slices: false, folder.At(output)));
        Assert.StartsWith(folder.At(input), failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("choose another --output.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("in", "in/p/a.nii")]
    [InlineData("in", "linked.nii")]
    [InlineData("in/p/out", "in")]
    [InlineData("in/p/out", "in/p")]
    public void Label_maps_may_go_above_or_below_images(string output, string input)
    {
        WithLinks();
        Assert.Single(PredictionInput.Find([folder.At(input)], 1, slices: false, folder.At(output)));
    }

    [Fact]
    public void What_was_segmented_before_is_no_image()
    {
        folder.Images("in/a.nii", "in/segmented/a.nii", "in/segmented/a_entropy.nii");
        Directory.CreateSymbolicLink(folder.At("link"), folder.At("in/segmented"));
        foreach (string output in (string[])["in/segmented", "link", "in/segmented/."])
        {
            Assert.Equal(["a"], PredictionInput.Find([folder.At("in")], 1, slices: false, folder.At(output)).Select(image => image.Name));
        }
    }

    [Fact]
    public void Channels_are_files_of_one_case_or_all_in_one_file()
    {
        folder.Images("in/p_0000.nii", "in/p_0001.nrrd", "in/q_0001.nii", "in/q_0000.nii");
        folder.Frames("in/whole.nii", 2);
        folder.Frames("in/r_0007.nii", 2);
        var images = Find(2, "in");
        Assert.Equal(["p", "q", "r_0007", "whole"], images.Select(image => image.Name));
        Assert.Equal([folder.At("in/p_0000.nii"), folder.At("in/p_0001.nrrd")], images[0].Paths);
        Assert.Equal([folder.At("in/q_0000.nii"), folder.At("in/q_0001.nii")], images[1].Paths);
        Assert.Equal([folder.At("in/r_0007.nii")], images[2].Paths);
    }

    [Fact]
    public void Numbers_of_files_that_hold_all_channels_are_those_of_cases()
    {
        foreach (int number in (int[])[1, 2, 3]) folder.Frames($"in/p_{number:0000}.nii", 2);
        Assert.Equal(["p_0001", "p_0002", "p_0003"], Find(2, "in").Select(image => image.Name));
    }

    [Theory]
    [InlineData("p_0001.nii p_0002.nii", "there is no file p_0000, but the network takes 2 channels, one from each of p_0000 to p_0001")]
    [InlineData("p_0000.nii p_0002.nii", "there is no file p_0001, but the network takes 2 channels")]
    [InlineData("p_0000.nii p_0001.nii p_0002.nii", "there are 3 files of p, but the network takes 2 channels")]
    [InlineData("p_0000.nii p_0001.nii p_0001.nrrd", "there are 3 files of p, but the network takes 2 channels")]
    public void Other_channels_than_the_networks_are_refused(string files, string message)
    {
        foreach (string name in files.Split(' ')) folder.Image($"in/{name}");
        string error = ErrorOf(2, "in");
        Assert.StartsWith($"{folder.At("in/p_000")}", error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_one_channel_names_lose_its_number_only_if_all_have_it()
    {
        folder.Images("in/p_0000.nii", "in/q_0000.nii");
        Assert.Equal(["p", "q"], Names("in"));
        folder.Image("in/q_0001.nii");
        Assert.Equal(["p_0000", "q_0000", "q_0001"], Names("in"));
    }

    [Fact]
    public void What_is_not_there_is_named()
    {
        folder.Text("in/readme.txt", "no image");
        Assert.Equal($"{folder.At("none")}: there is no such file or folder.", ErrorOf(1, "none"));
        Assert.StartsWith($"{folder.At("in")}: the folder holds no image; there are .nrrd", ErrorOf(1, "in"), StringComparison.Ordinal);
    }

    private void WithLinks()
    {
        folder.Image("in/p/a.nii");
        Directory.CreateSymbolicLink(folder.At("link"), folder.At("in/p"));
        File.CreateSymbolicLink(folder.At("linked.nii"), folder.At("in/p/a.nii"));
    }

    private IReadOnlyList<PredictionInput> Find(int channels, params string[] inputs) =>
        PredictionInput.Find([.. inputs.Select(folder.At)], channels, slices: false, folder.At("out"));

    private IEnumerable<string> Names(params string[] inputs) => Find(1, inputs).Select(image => image.Name);

    private IEnumerable<string> Paths(bool slices, string input) => PredictionInput.Find([folder.At(input)], 1, slices, folder.At("out")).Select(image => image.Paths.Single());

    private string ErrorOf(int channels, params string[] inputs) => Assert.Throws<ReportedException>(() => Find(channels, inputs)).Message;
}
