using SsNet.Experiments.Scans;

namespace SsNet.Experiments.Tests.Scans.Layouts;

public class RawAcdcTests
{
    private static readonly ScanOptions Cine = new() { CineFrames = true };

    [Fact]
    public void Frames_are_files_of_their_own_or_frames_of_the_series()
    {
        using var folder = new ScanFolder();
        Patient(folder, "training/patient001", "ED: 1", "ES: 12", "Group: DCM", "NbFrame: 30");
        folder.Images("training/patient001/patient001_frame01.nii.gz", "training/patient001/patient001_frame12.nii");
        folder.Labels("training/patient001/patient001_frame01_gt.nii.gz", "training/patient001/patient001_frame12_gt.nii");
        Patient(folder, "training/patient002", "ed :3 ", "", " eS:  1");
        folder.Frames("training/patient002/patient002_4d.nii", 3);
        folder.Label("training/patient002/patient002_frame03_gt.nii.gz");

        var scans = folder.Open();

        Assert.Equal("ACDC (raw)", scans.Kind);
        Assert.Equal(["patient001_frame01", "patient001_frame12", "patient002_frame01", "patient002_frame03"], scans.Scans.Select(scan => scan.Id));
        Assert.Equal(["patient001", "patient001", "patient002", "patient002"], scans.Scans.Select(scan => scan.Group));
        Assert.Equal(new ScanImage(folder.At("training/patient001/patient001_frame12.nii")), Assert.Single(scans.Scans[1].Channels));
        Assert.Equal([0, 2], scans.Scans.Skip(2).Select(scan => (int)ScanReading.Channels(scan)[0].Voxels[0]));
        Assert.Equal([true, true, false, true], scans.Scans.Select(scan => scan.Label is not null));
        Assert.Equal(["right ventricle", "myocardium", "left ventricle"], scans.Labels!.Classes.Select(known => known.Name));
        Assert.Equal([1, 2, 3], scans.Labels.Classes.SelectMany(known => known.Values));
        Assert.False(scans.HasSplit);
        Assert.Empty(scans.Notes);
    }

    [Fact]
    public void The_other_frames_of_training_patients_are_unlabelled_scans_if_wanted()
    {
        using var folder = new ScanFolder();
        foreach (string patient in new[] { "training/patient001", "training/patient002", "testing/patient101" })
        {
            Patient(folder, patient, "ED: 1", "ES: 3", patient.Contains('2') ? "" : "NbFrame: 4");
            string name = Path.GetFileName(patient);
            folder.Frames($"{patient}/{name}_4d.nii", patient.Contains('2') ? 5 : 4);
            folder.Labels($"{patient}/{name}_frame01_gt.nii.gz", $"{patient}/{name}_frame03_gt.nii.gz");
        }

        Patient(folder, "training/patient003", "ED: 1", "ES: 3");
        folder.Images("training/patient003/patient003_frame01.nii.gz", "training/patient003/patient003_frame03.nii.gz");

        var scans = folder.Open(Cine);

        Assert.Equal([1, 3, 1, 2, 3, 4, 1, 2, 3, 4, 5, 1, 3], scans.Scans.Select(scan => int.Parse(scan.Id[^2..], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(["patient101_frame01", "patient101_frame03"], scans.Scans.Where(scan => scan.Part == ScanPart.Test).Select(scan => scan.Id));
        Assert.Equal(["patient001_frame02", "patient001_frame04", "patient002_frame02"], scans.Scans.Where(scan => scan.Label is null).Select(scan => scan.Id).Take(3));
        Assert.Equal(3, ScanReading.Channels(scans.Scans[5])[0].Voxels[0]);
        Assert.True(scans.HasSplit);
        Assert.Equal(["1 patient has no file of all frames (patientNNN_4d.nii.gz) and adds no further ones: patient003."], scans.Notes);
    }

    [Fact]
    public void Patients_of_whom_nothing_tells_the_heart_phases_are_named()
    {
        using var folder = new ScanFolder();
        folder.Images("training/patient002/patient002_frame01.nii.gz", "training/patient003/patient003_4d.nii");
        folder.Text("training/patient004/notes.txt");
        Assert.Contains("is no data set of a known kind", folder.ErrorOf(), StringComparison.Ordinal);
        Patient(folder, "training/patient001", "ED: 1", "ES: 3");
        folder.Images("training/patient001/patient001_frame01.nii.gz", "training/patient001/patient001_frame03.nii.gz");

        var scans = folder.Open();

        Assert.All(scans.Scans, scan => Assert.Equal("patient001", scan.Group));
        Assert.Equal(["2 folders of patients have images but no Info.cfg, which tells the heart phases, and are passed over: patient002, patient003."], scans.Notes);
    }

    [Fact]
    public void Test_patients_without_labels_are_left_out_or_trained_on()
    {
        using var folder = new ScanFolder();
        Patient(folder, "patient001", "ED: 1", "ES: 2");
        folder.Images("patient001/patient001_frame01.nii.gz", "patient001/patient001_frame02.nii.gz");
        Patient(folder, "testing/patient101", "ED: 1", "ES: 2");
        folder.Images("testing/patient101/patient101_frame01.nii.gz", "testing/patient101/patient101_frame02.nii.gz");

        var scans = folder.Open();
        Assert.Equal(["patient001", "patient001"], scans.Scans.Select(scan => scan.Group));
        Assert.Equal(["2 test images have no label and are left out: patient101_frame01, patient101_frame02."], scans.Notes);
        Assert.Equal(4, folder.Open(new ScanOptions { UseTestImages = true }).Scans.Count(scan => scan.Part == ScanPart.Training));
    }

    [Fact]
    public void A_patient_without_images_is_named()
    {
        using var folder = new ScanFolder();
        Patient(folder, "patient001", "ED: 1", "ES: 2");
        Assert.Equal(
            $"{folder.At("patient001")}: there is neither patient001_frame01.nii.gz nor patient001_4d.nii.gz; add one of the two, or remove the folder.", folder.ErrorOf());
    }

    [Theory]
    [InlineData("ES: 2", ": there is no line 'ED: <frame>'; add it.")]
    [InlineData("ED: 1|es", ": there is no line 'ES: <frame>'; add it.")]
    [InlineData("ED: 1|ES: two", ", line 2: 'ES' must be a whole number from 1, not 'two'; correct the line.")]
    [InlineData("ED: 0|ES: 1", ", line 1: 'ED' must be a whole number from 1, not '0'; correct the line.")]
    [InlineData("ED: 1||ED: 2", ", line 3: 'ED' is stated already in line 1; remove one of the two.")]
    [InlineData("ED: 1|ES: 1", ", line 2: 'ES' is the frame 1, and so is 'ED'; correct one of the two.")]
    [InlineData("ED: 1|ES: 31|NbFrame: 30", ", line 2: 'ES' is the frame 31, but 'NbFrame' says there are 30; correct one of the two.")]
    public void Errors_in_the_notes_of_a_patient_are_named(string info, string message)
    {
        using var folder = new ScanFolder();
        Patient(folder, "patient001", info.Split('|'));
        Assert.Equal(folder.At("patient001/Info.cfg") + message, folder.ErrorOf());
    }

    private static void Patient(ScanFolder folder, string name, params string[] info) => folder.Text($"{name}/Info.cfg", info);
}
