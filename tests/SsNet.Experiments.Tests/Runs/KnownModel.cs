using SsNet.Experiments.Preparing;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Experiments.Scans;
using SsNet.Imaging.Preparation;

namespace SsNet.Experiments.Tests.Runs;

/// <summary>Models of networks whose answer is known.</summary>
internal static class KnownModel
{
    /// <summary>Intensities as they are, axes as the file has them: the network sees the image itself.</summary>
    public static readonly PreparationSettings AsItIs = new() { Axes = AxisOrder.Stored, Intensity = new IntensityScale(IntensityKind.None) };

    /// <summary>What says how images were prepared.</summary>
    public static PreparationRecord Record(PreparationSettings settings, int classes = 2, int channels = 1) => new()
    {
        Name = "known",
        Kind = "images and labels",
        Settings = settings,
        Asked = new PrepareOptions(),
        Channels = [.. Enumerable.Range(1, channels).Select(channel => $"channel {channel}")],
        Labels = LabelScheme.OfValues(Enumerable.Range(1, classes - 1)),
    };

    /// <summary>A model of a prepared data set.</summary>
    public static RunModel Of(PreparationSettings settings, int classes = 2, int channels = 1, int axes = 3, double sharpness = 100) =>
        RunModel.Of(Recipe(DataLayout.Prepared, classes, channels, axes), Record(settings, classes, channels), Network(classes, channels, axes, sharpness));

    /// <summary>A model of a published data set, or of phantoms.</summary>
    public static RunModel Of(DataLayout layout, int classes = 2, int axes = 3) => RunModel.Of(Recipe(layout, classes, 1, axes), null, Network(classes, 1, axes, 100));

    public static Recipe Recipe(DataLayout layout, int classes, int channels, int axes) => new()
    {
        Layout = layout,
        Classes = classes,
        InputChannels = channels,
        Patch = [.. Enumerable.Repeat(8, axes)],
        Stride = [.. Enumerable.Repeat(8, axes)],
        SliceAxis = 0,
        LargestComponent = false,
        BaseWidth = 2,
    };

    private static BrightnessNetwork Network(int classes, int channels, int axes, double sharpness) =>
        new(new Networks.NetworkOptions { Dimension = axes, InputChannels = channels, Classes = classes }, sharpness);
}
