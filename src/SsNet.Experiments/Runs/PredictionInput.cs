using System.Globalization;
using System.Text.RegularExpressions;
using SsNet.Imaging;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Formats.Png;

namespace SsNet.Experiments.Runs;

/// <summary>An image to segment: a file or folder per channel, or one that holds all channels.</summary>
/// <param name="Name">What its label map is called.</param>
/// <param name="Paths">The files or folders.</param>
internal sealed partial record PredictionInput(string Name, IReadOnlyList<string> Paths)
{
    // Names that data sets give to the files of all their cases, each in a folder of its own.
    private static readonly string[] CommonNames = ["mri_norm2", "lgemri", "image", "img", "scan"];

    /// <summary>The images that are meant by files and folders.</summary>
    /// <param name="inputs">Files; folders of a DICOM series; folders with images in them, also further down.</param>
    /// <param name="channels">Channels of an image: where there are several, files called <c>case_0000</c>, <c>case_0001</c>, … are one image.</param>
    /// <param name="slices">Whether the network takes slices, so that each PNG file of a folder is an image; otherwise they are the slices of one volume.</param>
    /// <exception cref="ReportedException">There is nothing to segment, a channel is missing, or two images would have one name.</exception>
    public static IReadOnlyList<PredictionInput> Find(IReadOnlyList<string> inputs, int channels, bool slices)
    {
        string[] paths = [.. inputs.SelectMany(input => Images(input, slices)).Select(Path.GetFullPath).Distinct()];
        var images = channels == 1 ? [.. paths.Select(path => new PredictionInput(ImageFolder.NameOf(path), [path]))] : Grouped(paths, channels);
        if (images.Select(image => image.Name).Distinct().Count() < images.Count || images.Any(image => CommonNames.Contains(image.Name)))
        {
            images = [.. images.Select(image => image with { Name = Path.GetFileName(Path.GetDirectoryName(image.Paths[0]))! })];
        }

        var repeated = images.GroupBy(image => image.Name).FirstOrDefault(group => group.Count() > 1);
        return repeated is null
            ? images
            : throw new ReportedException($"{repeated.First().Paths[0]} and {repeated.Last().Paths[0]} would both be called {repeated.Key}; segment them into different folders.");
    }

    private static IEnumerable<string> Images(string input, bool slices)
    {
        if (File.Exists(input)) return [input];
        if (!Directory.Exists(input)) throw new ReportedException($"{input}: there is no such file or folder.");
        if (ImageFolder.IsDicom(input) || (!slices && PngFolder.HasSlices(input))) return [input];
        var found = ImageFolder.List(input, new ImageSearch { Deep = true, EachSlice = slices }).Images;
        return found.Count > 0 ? found : throw new ReportedException($"{input}: the folder holds no image; there are {string.Join(", ", ImageFile.Extensions)} and DICOM series.");
    }

    private static List<PredictionInput> Grouped(string[] paths, int channels)
    {
        var images = new List<PredictionInput>();
        foreach (var group in paths.GroupBy(path => (Folder: Path.GetDirectoryName(path), Name: ChannelNumber().Replace(ImageFolder.NameOf(path), ""))))
        {
            string[] files = [.. group];
            bool numbered = files.All(path => ChannelNumber().IsMatch(ImageFolder.NameOf(path)));
            if (!numbered || files.Length == 1)
            {
                images.AddRange(files.Select(path => new PredictionInput(ImageFolder.NameOf(path), [path])));
                continue;
            }

            string[] ordered = [.. files.OrderBy(path => int.Parse(ChannelNumber().Match(ImageFolder.NameOf(path)).Groups[1].Value, CultureInfo.InvariantCulture))];
            if (ordered.Length != channels)
            {
                throw new ReportedException($"{ordered[0]}: there are {ordered.Length} files of {group.Key.Name}, but the network takes {channels} channels; give one file for each.");
            }

            images.Add(new PredictionInput(group.Key.Name, ordered));
        }

        return images;
    }

    [GeneratedRegex("_([0-9]{4})$", RegexOptions.CultureInvariant)]
    private static partial Regex ChannelNumber();
}
