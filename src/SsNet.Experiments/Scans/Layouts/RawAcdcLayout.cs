using System.Text.RegularExpressions;
using SsNet.Imaging;
using SsNet.Imaging.Formats;

namespace SsNet.Experiments.Scans.Layouts;

/// <summary>
/// The cine data as the challenge gave them out (Bernard et al. 2018): a folder per patient with <c>Info.cfg</c>, the series in
/// <c>patientNNN_4d.nii.gz</c>, and the two frames that were segmented in files of their own.
/// </summary>
internal sealed partial class RawAcdcLayout : IScanLayout
{
    private const string InfoName = "Info.cfg";
    private static readonly string[] Extensions = [".nii.gz", ".nii"];
    private static readonly LabelScheme Scheme = LabelScheme.Of([("right ventricle", [1]), ("myocardium", [2]), ("left ventricle", [3])]);

    /// <inheritdoc/>
    public string Description => $"folders patientNNN/{InfoName} with patientNNN_frameFF.nii.gz or patientNNN_4d.nii.gz, and patientNNN_frameFF_gt.nii.gz where there is a label (ACDC)";

    /// <inheritdoc/>
    public ScanCollection? Open(string folder, ScanOptions options)
    {
        var all = CaseFolders.Find(folder, path => PatientForm().IsMatch(Path.GetFileName(path)) && (HasInfo(path) || HasImages(path)));
        var patients = all.Where(patient => HasInfo(patient.Path)).ToList();
        if (patients.Count == 0) return null;
        var gathering = new ScanGathering(folder, options);
        string[] withoutInfo = [.. all.Where(patient => !HasInfo(patient.Path)).Select(patient => Path.GetFileName(patient.Path))];
        gathering.Note(withoutInfo, ($"folder of a patient has images but no {InfoName}, which tells the heart phases, and is passed over", $"folders of patients have images but no {InfoName}, which tells the heart phases, and are passed over"));
        var withoutSeries = new List<string>();
        foreach (var (path, isTest) in patients)
        {
            string patient = Path.GetFileName(path);
            var info = AcdcInfo.Read(Path.Combine(path, InfoName));
            string? series = Existing(path, $"{patient}_4d");
            int[] segmented = [info.EndDiastole, info.EndSystole];
            int[] others = [];
            // What test patients look like at other times is as good as their test images.
            if (options.CineFrames && !isTest)
            {
                if (series is null) withoutSeries.Add(patient);
                else others = [.. Enumerable.Range(1, info.Frames ?? ImageFile.Read(series).Frames).Except(segmented)];
            }

            foreach (int frame in segmented.Concat(others).Order())
            {
                bool isSegmented = segmented.Contains(frame);
                string id = $"{patient}_frame{frame:00}";
                var label = isSegmented && Existing(path, $"{id}_gt") is { } labelPath ? new ScanImage(labelPath) : null;
                if (isTest && gathering.LeavesOut(id, label)) continue;
                string? own = isSegmented ? Existing(path, id) : null;
                var image = own is not null ? new ScanImage(own) : FrameOf(series, frame) ?? throw new ReportedException(
                    $"{path}: there is neither {id}.nii.gz nor {patient}_4d.nii.gz; add one of the two, or remove the folder.");
                gathering.Add(new Scan(id, patient, [image], label, isTest ? ScanPart.Test : ScanPart.Training));
            }
        }

        gathering.Note(withoutSeries, ("patient has no file of all frames (patientNNN_4d.nii.gz) and adds no further ones", "patients have no file of all frames (patientNNN_4d.nii.gz) and add no further ones"));
        return gathering.ToCollection(ScanCollection.RawAcdc, ["cine MRI"], Scheme);
    }

    private static ScanImage? FrameOf(string? series, int frame) => series is null ? null : new ScanImage(series, frame - 1) { IsOneOfSeveral = true };

    private static bool HasInfo(string patient) => File.Exists(Path.Combine(patient, InfoName));

    private static bool HasImages(string patient) => ScanFiles.Files(patient).Any(file => Extensions.Any(extension => file.EndsWith(extension, StringComparison.Ordinal)));

    private static string? Existing(string folder, string name) => Extensions.Select(extension => Path.Combine(folder, name + extension)).FirstOrDefault(File.Exists);

    [GeneratedRegex("^patient[0-9]+$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex PatientForm();
}
