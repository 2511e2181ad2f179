using SsNet.Experiments.Preparing;
using SsNet.Experiments.Scans;
using SsNet.Imaging;

namespace SsNet.Experiments.Tests.Scans;

public class ScanCollectionTests
{
    [Fact]
    public void A_folder_of_another_kind_is_told_which_there_are()
    {
        using var folder = new ScanFolder();
        string message = folder.ErrorOf();
        Assert.StartsWith($"{folder.Path}: is no data set of a known kind; give a folder with one of: (1) folders <case>/lgemri.nrrd", message);
        foreach (string layout in new[] { "patientNNN/Info.cfg", "dataset.json", "images/<case> with labels/<case>" }) Assert.Contains(layout, message);
        Assert.Equal($"{folder.At("x")}: there is no such folder; give the folder of a data set.", Assert.Throws<ReportedException>(() => ScanCollection.Open(folder.At("x"))).Message);
    }

    [Fact]
    public void What_a_data_set_says_of_itself_is_preferred_to_its_folders()
    {
        using var folder = new ScanFolder();
        folder.Images("images/a.nii", "imagesTr/b_0000.nii.gz");
        folder.Text("dataset.json", """{"modality": {"0": "CT"}, "labels": {"liver": 1}}""");
        Assert.Equal("nnU-Net", folder.Open().Kind);
    }

    [Theory]
    [InlineData("training/a/lgemri.nrrd", "training/a/laendo.nrrd")]
    [InlineData("training/patient001/patient001_frame01.nii.gz", "training/patient001/patient001_frame01_gt.nii.gz")]
    public void What_is_prepared_beside_the_scans_is_no_scan(string image, string label)
    {
        using var folder = new ScanFolder();
        folder.Image(image);
        folder.Label(label, image.Contains("patient", StringComparison.Ordinal) ? (byte)1 : (byte)255);
        if (image.Contains("patient", StringComparison.Ordinal))
        {
            folder.Text("training/patient001/Info.cfg", "ED: 1", "ES: 2");
            folder.Image("training/patient001/patient001_frame02.nii.gz");
        }

        string[] before = Ids();
        Assert.Equal(0, Prepare());
        Assert.Equal(before, Ids());
        Assert.Equal(before.Length, Prepare());

        string[] Ids() => [.. folder.Open().Scans.Select(scan => scan.Id)];

        int Prepare() => ScanPreparation.Run(
            ScanCollection.Open(folder.At("training")), new PrepareOptions(), folder.At("training-prepared"), cancellation: TestContext.Current.CancellationToken).AlreadyThere;
    }
}
