using System.Globalization;
using SsNet.Imaging;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Runs;

/// <summary>Which files are written for which image: in a format that holds them, and no file for two images, also not for one of an earlier call.</summary>
internal sealed class PredictionOutputs
{
    private const string DefaultExtension = ".nii.gz";

    // Pictures hold slices, and of whole numbers.
    private const string PictureExtension = ".png";

    private readonly string folder;
    private readonly PredictionFileOptions options;
    private readonly int classes;
    private readonly Dictionary<string, string> imageOf;

    /// <summary>Those that are in the folder already.</summary>
    /// <param name="folder">Where they go.</param>
    /// <param name="options">What is written.</param>
    /// <param name="classes">Classes, the background among them.</param>
    /// <exception cref="ReportedException">The format is not written, or does not hold probabilities.</exception>
    public PredictionOutputs(string folder, PredictionFileOptions options, int classes)
    {
        if (options.Extension is { } extension && !ImageFile.Extensions.Contains(extension))
        {
            throw new ReportedException($"{extension} is no format that is written; choose one of {string.Join(", ", ImageFile.Extensions)}.");
        }

        if (options.Extension == PictureExtension && (options.Probabilities || options.Entropy))
        {
            throw new ReportedException($"{PictureExtension} holds whole numbers alone, and neither probabilities nor uncertainty; choose another format, such as {DefaultExtension}.");
        }

        imageOf = VolumeTable.ImagesOf(folder);
        this.folder = folder;
        this.options = options;
        this.classes = classes;
    }

    /// <summary>The files of an image, which belong to it from now on.</summary>
    /// <param name="image">The image.</param>
    /// <param name="name">What its label map is called.</param>
    /// <exception cref="ReportedException">One of them belongs to another image.</exception>
    public PredictionFiles Of(PredictionInput image, string name)
    {
        string extension = options.Extension ?? OwnExtension(image);
        string mapExtension = extension == PictureExtension ? DefaultExtension : extension;
        string[] probabilities = options.Probabilities
            ? [.. Enumerable.Range(1, classes - 1).Select(c => File(string.Create(CultureInfo.InvariantCulture, $"{name}_probability{c}"), mapExtension))]
            : [];
        var files = new PredictionFiles(File(name, extension), probabilities, options.Entropy ? File($"{name}_entropy", mapExtension) : null);
        foreach (string file in (string[])[files.Labels, .. files.Probabilities, .. files.Entropy is { } entropy ? [entropy] : Array.Empty<string>()])
        {
            if (imageOf.TryAdd(file, image.Paths[0]) || imageOf[file] == image.Paths[0]) continue;
            throw new ReportedException($"{imageOf[file]} and {image.Paths[0]} would both be segmented into {file}; choose different folders for them.");
        }

        return files;
    }

    /// <summary>Throws if the label map does not fit into its format, so that nobody waits for it in vain.</summary>
    /// <param name="image">The image.</param>
    /// <param name="grid">Its grid.</param>
    /// <exception cref="ReportedException">It does not.</exception>
    public void RequireFits(PredictionInput image, Geometry grid)
    {
        if ((options.Extension ?? OwnExtension(image)) != PictureExtension || grid.Rank == 2) return;
        throw new ReportedException($"{image.Paths[0]}: is a volume of {grid.SizeText}, and {PictureExtension} holds slices; choose another format for its label map, such as {DefaultExtension}.");
    }

    private static string OwnExtension(PredictionInput image) =>
        (Directory.Exists(image.Paths[0]) ? null : ImageFile.ExtensionOf(image.Paths[0])) ?? DefaultExtension;

    private string File(string name, string extension) => Path.Combine(folder, name + extension);
}
