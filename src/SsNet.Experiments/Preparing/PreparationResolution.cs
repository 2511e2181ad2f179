using System.Globalization;
using SsNet.Experiments.Scans;
using SsNet.Imaging;
using SsNet.Imaging.Preparation;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Preparing;

/// <summary>Settings from what was asked for and what the data are like.</summary>
internal static class PreparationResolution
{
    /// <summary>What a data set is called: the name of its folder.</summary>
    public static string NameOf(ScanCollection collection) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(collection.Folder)));

    /// <summary>The record of what is to be done.</summary>
    /// <param name="survey">The data.</param>
    /// <param name="options">What was asked for.</param>
    /// <exception cref="ReportedException">The options do not fit the data.</exception>
    public static PreparationRecord Resolve(ScanSurvey survey, PrepareOptions options)
    {
        var collection = survey.Collection;
        var crop = options.Crop ?? Published(collection.Kind).Crop;
        int rank = survey.Rank();
        if (options.Spacing is { IsEmpty: false } spacing && (spacing.Length != rank || !spacing.All(value => value >= 0 && double.IsFinite(value))))
        {
            throw new ReportedException(
                $"--spacing: the images have {rank} axes; give as many numbers of mm, 0 for what the image has, not {string.Join(", ", spacing.Select(value => value.ToString(CultureInfo.InvariantCulture)))}.");
        }

        return new PreparationRecord
        {
            Name = NameOf(collection),
            Kind = collection.Kind,
            Channels = collection.ChannelNames,
            Labels = options.Labels ?? survey.Collection.Labels ?? SchemeOf(survey),
            Asked = options,
            Settings = new PreparationSettings
            {
                Axes = options.Axes,
                Intensity = options.Intensity ?? Published(collection.Kind).Intensity,
                Crop = crop switch { ScanCrop.None => CropKind.None, ScanCrop.Body => CropKind.Body, _ => CropKind.Region },
                BodyMargin = options.CropMargin ?? new PreparationSettings().BodyMargin,
                Region = crop is ScanCrop.Label or ScanCrop.Region ? RegionOf(survey, LabelCrop.Of(collection.Kind, options)) : null,
                Spacing = options.Spacing ?? survey.MedianSpacing(),
                Interpolation = options.Interpolation,
            },
        };
    }

    /// <summary>How the field prepares a data set.</summary>
    /// <param name="kind">How it is laid out.</param>
    public static (IntensityScale Intensity, ScanCrop Crop) Published(string kind) => kind switch
    {
        ScanCollection.RawLa => (new IntensityScale(IntensityKind.ZScore), ScanCrop.Label),
        ScanCollection.RawAcdc => (new IntensityScale(IntensityKind.MinMax), ScanCrop.None),
        _ => (new IntensityScale(IntensityKind.ZScore), ScanCrop.None),
    };

    /// <summary>Each value that a label map has is a class of its own, be it a test scan's: what is not known could not be told apart.</summary>
    private static LabelScheme SchemeOf(ScanSurvey survey)
    {
        var scheme = LabelScheme.OfValues(survey.Labelled.SelectMany(scan => scan.LabelVoxels.Keys));
        if (scheme.Classes.Length > 0) return scheme;
        throw new ReportedException(survey.LabelledProblem is { } problem
            ? $"{survey.Collection.Folder}: no label can be used, so that nothing tells which classes there are; {problem}"
            : $"{survey.Collection.Folder}: no scan has a label with a value besides 0, so that nothing tells which classes there are; segment some scans first ('ssnet prepare' goes without, if a file given with its --labels names the classes).");
    }

    private static RegionBox RegionOf(ScanSurvey survey, LabelCrop crop)
    {
        (VoxelBox Box, Geometry Grid)[] boxes =
        [
            .. survey.LabelledTraining.Where(scan => scan.LabelBox is not null).Select(scan => (crop.Around(scan.LabelBox!, scan.Grid!), scan.Grid!)),
        ];
        return boxes.Length > 0
            ? RegionBox.Around(boxes)
            : throw new ReportedException($"{survey.Collection.Folder}: no training scan has a label that is not empty, so that nothing tells where to cut; use --crop none or --crop body.");
    }
}
