using System.Globalization;
using SsNet.Experiments.Preparing;
using SsNet.Imaging;
using SsNet.Imaging.Formats;

namespace SsNet.Experiments.Runs;

/// <summary>Segments image files of any format.</summary>
public static class FilePrediction
{
    /// <summary>
    /// Segments images one after the other. Each label map has its image's name, grid and, if it can be written, format; an earlier one of the same image is replaced. The volumes of the
    /// classes go into <c>volumes.csv</c> and <c>volumes.json</c>, beside those of other images that were segmented into the same folder. An image that is called like others, or like
    /// those of all cases of a data set (<c>case/lgemri.nrrd</c>), is named after its folder. Of several time points each is segmented for itself and named <c>…_frame01</c>.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">Files, folders of a DICOM series, or folders whose images are all segmented, also further down.</param>
    /// <param name="outputFolder">Where the label maps go: no folder with images to segment. Where it lies in one of the inputs, nothing in it is segmented.</param>
    /// <param name="options">What is written; null for label maps and volumes alone.</param>
    /// <param name="progress">Told which image of how many is under way, and the share of it that is done.</param>
    /// <param name="cancellation">Stops between two windows or classes; what is finished stays.</param>
    /// <exception cref="ReportedException">There is nothing to segment, two images would have one label map, or a file cannot be read or written.</exception>
    public static IReadOnlyList<PredictedFile> Run(
        RunModel model,
        IReadOnlyList<string> inputs,
        string outputFolder,
        PredictionFileOptions? options = null,
        Action<int, int, string, double>? progress = null,
        CancellationToken cancellation = default)
    {
        options ??= new PredictionFileOptions();
        string folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(outputFolder));
        var images = PredictionInput.Find(inputs, model.Recipe.InputChannels, slices: model.Recipe.Patch.Length == 2, folder);
        var outputs = new PredictionOutputs(folder, options, model.Recipe.Classes);
        // Before anything is read: what the names tell need not wait for the network.
        foreach (var image in images) outputs.Of(image, image.Name);
        if (options.Series is not null && !images.Any(image => Directory.Exists(image.Paths[0]) && ImageFolder.IsDicom(image.Paths[0])))
        {
            throw new ReportedException($"{inputs[0]}: there is no folder of a DICOM series of which {options.Series} could be chosen; leave out --series.");
        }

        MakeFolder(folder);
        var predicted = new List<PredictedFile>();
        try
        {
            foreach (var (index, image) in images.Index())
            {
                progress?.Invoke(index, images.Count, image.Paths[0], 0);
                var share = progress is null ? null : new DirectProgress(done => progress(index, images.Count, image.Paths[0], done));
                foreach (var file in Predict(model, image, outputs, options, share, cancellation)) predicted.Add(file);
            }
        }
        finally
        {
            if (predicted.Count > 0) VolumeTable.Save(folder, predicted, model.ClassNames, model.Preparation?.Labels);
        }

        return predicted;
    }

    private static IEnumerable<PredictedFile> Predict(
        RunModel model, PredictionInput input, PredictionOutputs outputs, PredictionFileOptions options, DirectProgress? progress, CancellationToken cancellation)
    {
        var image = PredictionImage.Read(input, model, options.Series);
        outputs.RequireFits(input, image.Grid);
        string[] names = image.TimePoints == 1
            ? [input.Name]
            : [.. Enumerable.Range(1, image.TimePoints).Select(number => string.Create(CultureInfo.InvariantCulture, $"{input.Name}_frame{number:00}"))];
        PredictionFiles[] filesAt = [.. names.Select(name => outputs.Of(input, name))];
        foreach (var (time, files) in filesAt.Index())
        {
            var part = progress is null ? null : new DirectProgress(done => progress.Report((time + done) / filesAt.Length));
            var segmentation = Segment(model, input.Paths[0], image, time, files, part, cancellation);
            LabelMapFile.Write(files.Labels, segmentation.Labels, model.Preparation?.Labels);
            if (files.Entropy is { } path) ImageFile.Write(path, segmentation.Entropy!);
            yield return new PredictedFile(input.Paths[0], files.Labels, names[time], ClassVolumes.Voxels(segmentation.Labels, model.Recipe.Classes - 1), segmentation.Labels.Geometry);
        }
    }

    private static Segmentation Segment(RunModel model, string path, PredictionImage image, int time, PredictionFiles files, DirectProgress? progress, CancellationToken cancellation)
    {
        var channels = image.Channels(time);
        try
        {
            // Each probability is written when it is there: of a large image there is no room for those of many classes.
            return model.Segment(channels, image.IsPrepared, files.Entropy is not null, (index, map) =>
            {
                if (index > 0 && files.Probabilities.Count > 0) ImageFile.Write(files.Probabilities[index - 1], map);
            }, progress, cancellation);
        }
        catch (ReportedException failure) when (!failure.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new ReportedException($"{path}: {failure.Message}", failure);
        }
    }

    private static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ReportedException($"{folder}: the folder for the label maps cannot be made ({failure.Message.TrimEnd('.')}); choose another --output.", failure);
        }
    }
}
