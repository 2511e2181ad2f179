using System.Globalization;
using SsNet.Experiments.Preparing;
using SsNet.Imaging;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Formats.Dicom;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Runs;

/// <summary>Segments image files of any format.</summary>
public static class FilePrediction
{
    private const string DefaultExtension = ".nii.gz";

    // What is held by these has no place in the world: with published data it is taken as prepared already.
    private static readonly string[] ArrayFormats = [".h5", ".npy", ".npz"];

    /// <summary>
    /// Segments images one after the other. Each label map has its image's name, grid and, if it can be written, format; one that exists already is replaced. The volumes of the
    /// classes go into <c>volumes.csv</c> and <c>volumes.json</c>. A file in a folder of its own, such as <c>case/lgemri.nrrd</c> beside others of that name, is named after the folder. Of several time points
    /// each is segmented for itself and named <c>…_frame01</c>.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">Files, folders of a DICOM series, or folders whose images are all segmented.</param>
    /// <param name="outputFolder">Where the label maps go.</param>
    /// <param name="options">What is written; null for label maps and volumes alone.</param>
    /// <param name="progress">Told which image of how many is under way, and the share of it that is done.</param>
    /// <param name="cancellation">Stops between two windows; what is finished stays.</param>
    /// <exception cref="ReportedException">There is nothing to segment, or a file cannot be read or written.</exception>
    public static IReadOnlyList<PredictedFile> Run(
        RunModel model,
        IReadOnlyList<string> inputs,
        string outputFolder,
        PredictionFileOptions? options = null,
        Action<int, int, string, double>? progress = null,
        CancellationToken cancellation = default)
    {
        options ??= new PredictionFileOptions();
        var images = PredictionInput.Find(inputs, model.Recipe.InputChannels, slices: model.Recipe.Patch.Length == 2);
        string folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(outputFolder));
        if (images.SelectMany(image => image.Paths).FirstOrDefault(path => Path.GetDirectoryName(path) == folder) is { } inside)
        {
            throw new ReportedException($"{inside}: lies in the output folder, where a label map could replace an image; choose another --output.");
        }

        Directory.CreateDirectory(folder);
        var predicted = new List<PredictedFile>();
        foreach (var (index, image) in images.Index())
        {
            progress?.Invoke(index, images.Count, image.Paths[0], 0);
            var share = progress is null ? null : new DirectProgress(done => progress(index, images.Count, image.Paths[0], done));
            predicted.AddRange(Predict(model, image, folder, options, share, cancellation));
            VolumeTable.Save(folder, predicted, model.ClassNames);
        }

        return predicted;
    }

    private static IEnumerable<PredictedFile> Predict(
        RunModel model, PredictionInput image, string folder, PredictionFileOptions options, DirectProgress? progress, CancellationToken cancellation)
    {
        StoredImage[] stored = [.. image.Paths.Select(path => Read(path, options.Series))];
        int channels = model.Recipe.InputChannels;
        if (stored.Length == 1 && channels > 1 && stored[0].Frames != channels)
        {
            throw new ReportedException($"{image.Paths[0]}: holds {Frames(stored[0])}, but the network takes {channels} channels; give a file that holds them all, or one for each, called …_0000, …_0001 and so on.");
        }

        bool prepared = PreparedFolder.Holds(image.Paths[0]) || (model.Preparation is null && ArrayFormats.Contains(ImageFile.ExtensionOf(image.Paths[0])));
        int timePoints = channels == 1 ? stored[0].Frames : 1;
        string extension = options.Extension ?? (Directory.Exists(image.Paths[0]) ? null : ImageFile.ExtensionOf(image.Paths[0])) ?? DefaultExtension;
        var wanted = new SegmentationOptions { Probabilities = options.Probabilities, Entropy = options.Entropy };
        for (int time = 0; time < timePoints; time++)
        {
            Volume<float>[] volumes = stored.Length > 1
                ? [.. stored.Select(file => file.ToImage())]
                : [.. Enumerable.Range(channels > 1 ? 0 : time, channels).Select(frame => stored[0].ToImage(frame))];
            string name = timePoints == 1 ? image.Name : string.Create(CultureInfo.InvariantCulture, $"{image.Name}_frame{time + 1:00}");
            var part = progress is null ? null : new DirectProgress(done => progress.Report((time + done) / timePoints));
            var segmentation = Segment(model, image.Paths[0], volumes, prepared, wanted, part, cancellation);
            string output = Path.Combine(folder, name + extension);
            LabelMapFile.Write(output, segmentation.Labels, model.Preparation?.Labels);
            for (int c = 1; c < segmentation.Probabilities?.Count; c++)
            {
                ImageFile.Write(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}_probability{c}{extension}")), segmentation.Probabilities[c]);
            }

            if (segmentation.Entropy is { } entropy) ImageFile.Write(Path.Combine(folder, $"{name}_entropy{extension}"), entropy);
            yield return new PredictedFile(image.Paths[0], output, name, ClassVolumes.Voxels(segmentation.Labels, model.Recipe.Classes - 1), segmentation.Labels.Geometry);
        }
    }

    private static StoredImage Read(string path, string? series) =>
        series is not null && Directory.Exists(path) ? DicomSeries.Read(path, series) : ImageFile.Read(path);

    private static Segmentation Segment(
        RunModel model, string path, Volume<float>[] channels, bool prepared, SegmentationOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        try
        {
            return prepared ? model.SegmentPrepared(channels, options, progress, cancellation) : model.Segment(channels, options, progress, cancellation);
        }
        catch (ReportedException failure)
        {
            throw new ReportedException($"{path}: {failure.Message}", failure);
        }
    }

    private static string Frames(StoredImage image) => image.Frames == 1 ? "one channel" : string.Create(CultureInfo.InvariantCulture, $"{image.Frames} frames");
}
