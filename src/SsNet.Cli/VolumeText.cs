using System.Globalization;
using SsNet.Experiments.Runs;

namespace SsNet.Cli;

/// <summary>The sizes of the classes in a segmented image, in one line.</summary>
internal static class VolumeText
{
    /// <summary>What to print behind the file's name: myocardium 81.2 ml, …; the voxels where nobody knows how large they are.</summary>
    /// <param name="file">The segmented image.</param>
    /// <param name="classNames">What the classes 1, 2, … are.</param>
    public static string Of(PredictedFile file, IReadOnlyList<string> classNames) => string.Join(", ", file.ClassVoxels.Select((voxels, index) =>
        file.Millilitres(index) is { } ml
            ? string.Create(CultureInfo.InvariantCulture, $"{classNames[index]} {ml:0.0##} ml")
            : string.Create(CultureInfo.InvariantCulture, $"{classNames[index]} {voxels} voxels")));
}
