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
}
