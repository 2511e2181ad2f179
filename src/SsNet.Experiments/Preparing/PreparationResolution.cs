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
        int rank = survey.TrainingGrids()[0].Rank;
        if (options.Spacing is { IsEmpty: false } spacing && spacing.Length != rank)
        {
            throw new ReportedException($"--spacing: there are {spacing.Length} numbers, but the images have {rank} axes; give one per axis, 0 for what the image has.");
        }

        return new PreparationRecord
        {
            Name = NameOf(collection),
            Kind = collection.Kind,
            Channels = collection.ChannelNames,
            Labels = options.Labels ?? survey.LabelScheme(),
            Asked = options,
            Settings = new PreparationSettings
            {
                Axes = options.Axes,
                Intensity = options.Intensity ?? Published(collection.Kind).Intensity,
                Crop = crop switch { ScanCrop.None => CropKind.None, ScanCrop.Body => CropKind.Body, _ => CropKind.Region },
                BodyMargin = options.CropMargin ?? new PreparationSettings().BodyMargin,
                Region = crop is ScanCrop.Label or ScanCrop.Region ? RegionOf(survey, LabelCrop.Of(options)) : null,
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

    private static RegionBox RegionOf(ScanSurvey survey, LabelCrop crop)
    {
        (VoxelBox Box, Geometry Grid)[] boxes =
        [
            .. survey.Labelled.Where(scan => scan.Scan.Part == ScanPart.Training && scan.LabelBox is not null).Select(scan => (crop.Around(scan.LabelBox!, scan.Grid!), scan.Grid!)),
        ];
        return boxes.Length > 0
            ? RegionBox.Around(boxes)
            : throw new ReportedException($"{survey.Collection.Folder}: no training scan has a label that is not empty, so that nothing tells where to cut; use --crop none or --crop body.");
    }
}
