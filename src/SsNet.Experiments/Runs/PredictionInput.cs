using SsNet.Experiments.Scans;
using SsNet.Experiments.Scans.Layouts;
using SsNet.Imaging;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Formats.Png;

namespace SsNet.Experiments.Runs;

/// <summary>An image to segment: a file or folder per channel, or one that holds all channels.</summary>
/// <param name="Name">What its label map is called.</param>
/// <param name="Paths">The files or folders.</param>
internal sealed record PredictionInput(string Name, IReadOnlyList<string> Paths)
{
    // Names that data sets give to the files of all their cases, each in a folder of its own.
    private static readonly string[] CommonNames = ["mri_norm2", "lgemri", "image", "img", "scan"];

    /// <summary>The images that are meant by files and folders.</summary>
    /// <param name="inputs">Files; folders of a DICOM series; folders with images in them, also further down.</param>
    /// <param name="channels">Channels of an image: where there are several, files called <c>case_0000</c>, <c>case_0001</c>, … are one image.</param>
    /// <param name="slices">Whether the network takes slices, so that each PNG file of a folder is an image; otherwise they are the slices of one volume.</param>
    /// <param name="outputFolder">Where the label maps go, which are no images if that is in a folder of the inputs.</param>
    /// <exception cref="ReportedException">There is nothing to segment, a channel is missing, two images would have one name, or images lie in the output folder.</exception>
    public static IReadOnlyList<PredictionInput> Find(IReadOnlyList<string> inputs, int channels, bool slices, string outputFolder)
    {
        string[] full = [.. inputs.Select(input => Path.TrimEndingDirectorySeparator(Path.GetFullPath(input)))];
        string[] paths = [.. ImageFolder.WithoutNumbers([.. full.SelectMany(input => Images(input, slices, outputFolder)).Distinct()])];
        string output = RealPath.Of(outputFolder);
        foreach (string path in full.Where(Directory.Exists).Concat(paths)) RequireOutside(path, output);
        return WithOwnNames(channels == 1 ? OfOneChannel(paths) : OfChannels(paths, channels));
    }

    private static string[] Images(string input, bool slices, string outputFolder)
    {
        if (File.Exists(input)) return [input];
        if (!Directory.Exists(input)) throw new ReportedException($"{input}: there is no such file or folder.");
        if (ImageFolder.IsDicom(input) || (!slices && PngFolder.HasSlices(input))) return [input];
        var found = WithoutLabels(ImageFolder.List(input, new ImageSearch { Deep = true, EachSlice = slices, Except = outputFolder }).Images);
        return found.Length > 0 ? found : throw new ReportedException($"{input}: the folder holds no image; there are {string.Join(", ", ImageFile.Extensions)} and DICOM series.");
    }

    /// <summary>Leaves out label maps that lie beside their images: <c>case_gt</c> beside <c>case</c>, as in ACDC, and <c>laendo</c> beside <c>lgemri</c>.</summary>
    private static string[] WithoutLabels(IReadOnlyList<string> paths)
    {
        static (string? Folder, string Name) Place(string path) => (Path.GetDirectoryName(path), ImageFolder.NameOf(path));
        var places = paths.Select(Place).ToHashSet();
        bool IsLabel((string? Folder, string Name) place) => place.Name == "laendo"
            ? places.Contains((place.Folder, "lgemri"))
            : LabelSuffixes.Without(place.Name) is var image && image != place.Name && places.Contains((place.Folder, image));
        return [.. paths.Where(path => !IsLabel(Place(path)))];
    }

    /// <summary>An image, also one that a link leads to, could be replaced by a label map beside it; and label maps among images would be segmented the next time.</summary>
    private static void RequireOutside(string path, string output)
    {
        string real = RealPath.Of(path), seen = RealPath.Of(Path.GetDirectoryName(path) ?? path);
        if (real == output) throw new ReportedException($"{path}: is the output folder too, where label maps would lie among images; choose another --output.");
        if (seen == output || Path.GetDirectoryName(real) == output) throw new ReportedException($"{path}: lies in the output folder, where a label map could replace an image; choose another --output.");
    }

    /// <summary>Files that all end in <c>_0000</c> are those of data sets whose names say the channel, and label maps are called without it.</summary>
    private static PredictionInput[] OfOneChannel(string[] paths)
    {
        bool sayChannel = paths.All(path => ChannelFiles.Parse(ImageFolder.NameOf(path)) is { Channel: 0 });
        return [.. paths.Select(path => new PredictionInput(sayChannel ? CaseOf(path) : ImageFolder.NameOf(path), [path]))];
    }

    private static PredictionInput[] OfChannels(string[] paths, int channels)
    {
        var images = new List<PredictionInput>();
        foreach (var group in paths.GroupBy(path => (Folder: Path.GetDirectoryName(path), Case: CaseOf(path), Whole: ChannelFiles.Parse(ImageFolder.NameOf(path)) is null)))
        {
            string[] files = [.. group.OrderBy(ChannelOf)];
            bool areWhole = group.Key.Whole || files.Length == 1;
            if (!areWhole && !files.Select(ChannelOf).SequenceEqual(Enumerable.Range(0, channels)))
            {
                // The number may be the case's, in a file that holds all channels.
                areWhole = ImageFile.Read(files[0]).Frames == channels;
                if (!areWhole) throw WrongChannels(group.Key.Case, files, channels);
            }

            if (areWhole) images.AddRange(files.Select(path => new PredictionInput(ImageFolder.NameOf(path), [path])));
            else images.Add(new PredictionInput(group.Key.Case, files));
        }

        return [.. images];
    }

    /// <summary>Where names are those of other images too, the folders of the images tell them apart.</summary>
    private static PredictionInput[] WithOwnNames(PredictionInput[] images)
    {
        var withName = images.CountBy(image => image.Name).ToDictionary();
        var inFolder = images.CountBy(FolderOf).ToDictionary();
        PredictionInput[] named = [.. images.Select(image =>
        {
            bool tells = withName[image.Name] == 1 && !(CommonNames.Contains(image.Name) && inFolder[FolderOf(image)] == 1);
            string folder = Path.GetFileName(FolderOf(image));
            return tells || folder.Length == 0 ? image : image with { Name = folder };
        })];
        if (named.GroupBy(image => image.Name).FirstOrDefault(group => group.Count() > 1) is not { } alike) return named;
        var (first, last) = (alike.First().Paths[0], alike.Last().Paths[0]);
        throw new ReportedException($"{first} and {last} would both be called {(ImageFolder.NameOf(first) == ImageFolder.NameOf(last) ? ImageFolder.NameOf(first) : alike.Key)}; name the images alone, such as the folder that holds nothing else, or segment them into different folders.");
    }

    private static string FolderOf(PredictionInput image) => Path.GetDirectoryName(image.Paths[0]) ?? "";

    private static string CaseOf(string path) => ChannelFiles.Parse(ImageFolder.NameOf(path))?.Case ?? ImageFolder.NameOf(path);

    private static int ChannelOf(string path) => ChannelFiles.Parse(ImageFolder.NameOf(path))?.Channel ?? 0;

    private static ReportedException WrongChannels(string name, string[] files, int channels)
    {
        int[] missing = [.. Enumerable.Range(0, channels).Except(files.Select(ChannelOf))];
        string what = missing.Length > 0 ? $"there is no file {name}_{missing[0]:0000}" : $"there are {files.Length} files of {name}";
        return new ReportedException($"{files[0]}: {what}, but the network takes {channels} channels, one from each of {name}_0000 to {name}_{channels - 1:0000}; add or remove files, or give one that holds all channels.");
    }
}
