using SsNet.Experiments.Scans;

namespace SsNet.Experiments.Tests.Scans.Layouts;

public class RawLaTests
{
    [Fact]
    public void Cases_are_found_in_their_folders_and_test_cases_by_the_name_of_theirs()
    {
        using var folder = new ScanFolder();
        folder.Images("2018/Training Set/b/lgemri.nrrd", "2018/Training Set/a/lgemri.nrrd", "2018/Testing Set/t/lgemri.nrrd", "2018/Testing Set/u/lgemri.nrrd", "a/b/c/deep/lgemri.nrrd", "2018/Training Set/.hidden/lgemri.nrrd");
        folder.Labels("2018/Training Set/a/laendo.nrrd", "2018/Testing Set/t/laendo.nrrd");

        var scans = folder.Open();

        Assert.Equal("LA (raw)", scans.Kind);
        Assert.Equal([("t", ScanPart.Test), ("a", ScanPart.Training), ("b", ScanPart.Training)], scans.Scans.Select(scan => (scan.Id, scan.Part)));
        Assert.Equal(new ScanImage(folder.At("2018/Training Set/a/lgemri.nrrd")), Assert.Single(scans.Scans[1].Channels));
        Assert.Equal(new ScanImage(folder.At("2018/Training Set/a/laendo.nrrd")), scans.Scans[1].Label);
        Assert.Null(scans.Scans[2].Label);
        Assert.All(scans.Scans, scan => Assert.Equal(scan.Id, scan.Group));
        Assert.True(scans.HasSplit);
        Assert.Equal(["LGE MRI"], scans.ChannelNames);
        Assert.Equal(("left atrium", 255), (scans.Labels!.Classes[0].Name, Assert.Single(scans.Labels.Classes[0].Values)));
        Assert.Equal(["1 test image has no label and is left out: u."], scans.Notes);
    }

    [Fact]
    public void Test_images_without_label_may_be_trained_on()
    {
        using var folder = new ScanFolder();
        folder.Images("test/t/lgemri.nrrd");

        var scans = folder.Open(new ScanOptions { UseTestImages = true });

        Assert.Equal(ScanPart.Training, Assert.Single(scans.Scans).Part);
        Assert.False(scans.HasSplit);
        Assert.Empty(scans.Notes);
        Assert.Equal($"{folder.Path}: looks like LA (raw), but there is no scan to use in it. 1 test image has no label and is left out: t. Add images to train on.", folder.ErrorOf());
    }

    [Fact]
    public void Two_cases_of_one_name_are_refused()
    {
        using var folder = new ScanFolder();
        folder.Images("x/a/lgemri.nrrd", "y/a/lgemri.nrrd");
        Assert.Equal($"{folder.Path}: two scans are called a, {folder.At("x/a/lgemri.nrrd")} and {folder.At("y/a/lgemri.nrrd")}; rename or remove one.", folder.ErrorOf());
    }
}
