using System.Globalization;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Preparation;

/// <summary>Brings the values of an image to a common scale. Statistics are those of the whole image, in double precision.</summary>
/// <param name="Kind">The scale.</param>
/// <param name="Low">
/// With <see cref="IntensityKind.Window"/> the value that becomes 0, with <see cref="IntensityKind.Percentile"/> the percentile, from 0; otherwise of no meaning.
/// </param>
/// <param name="High">The value or percentile that becomes 1, above <paramref name="Low"/>; a percentile is at most 100.</param>
public sealed record IntensityScale(IntensityKind Kind, double Low = 0, double High = 0)
{
    /// <summary>Checks the settings, so that they can be refused before any image is read.</summary>
    /// <exception cref="ReportedException"><see cref="Low"/> and <see cref="High"/> make no range.</exception>
    public void Validate()
    {
        if (Kind == IntensityKind.Window && !(double.IsFinite(Low) && double.IsFinite(High) && Low < High))
        {
            throw Refused("need a low and a high value in the image's unit, the low one below the high one");
        }

        if (Kind == IntensityKind.Percentile && !(Low >= 0 && Low < High && High <= 100))
        {
            throw Refused("need a low and a high percentile from 0 to 100, the low one below the high one");
        }
    }

    /// <summary>
    /// Changes the image's own voxels to the scale. An image with one value everywhere becomes 0, except by a window, which knows where the value lies.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <exception cref="ReportedException">The settings make no range, or a voxel is infinite or no number, and there is a scale to bring it to.</exception>
    public void Apply(Volume<float> image)
    {
        Validate();
        if (Kind == IntensityKind.None) return;
        float[] voxels = image.Voxels;
        int strays = voxels.Count(voxel => !float.IsFinite(voxel));
        if (strays > 0) throw new ReportedException($"{strays} voxels of the image are infinite or no numbers and have no place on a scale; repair the image.");

        if (Kind == IntensityKind.ZScore) Standardise(voxels);
        else if (Kind == IntensityKind.MinMax) Stretch(voxels, voxels.Min(), voxels.Max());
        else if (Kind == IntensityKind.Window) Stretch(voxels, Low, High);
        else
        {
            var statistics = new OrderStatistics(voxels);
            Stretch(voxels, statistics.Percentile(Low), statistics.Percentile(High));
        }
    }

    private static void Standardise(float[] voxels)
    {
        // Sums of equal floating-point numbers are exact in double precision, so that a constant image has exactly no deviation.
        double mean = voxels.Average(voxel => (double)voxel), squares = 0;
        foreach (float voxel in voxels) squares += (voxel - mean) * (voxel - mean);
        double scale = squares == 0 ? 0 : 1 / Math.Sqrt(squares / voxels.Length);
        foreach (ref float voxel in voxels.AsSpan()) voxel = (float)((voxel - mean) * scale);
    }

    /// <summary>Brings a range to 0 to 1 and clips what is beyond; all becomes 0 where the range has no width.</summary>
    private static void Stretch(float[] voxels, double low, double high)
    {
        double width = high - low;
        foreach (ref float voxel in voxels.AsSpan()) voxel = width > 0 ? (float)((Math.Clamp(voxel, low, high) - low) / width) : 0;
    }

    private ReportedException Refused(string need) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Intensities of the kind '{Kind}' {need}; low is {Low} and high is {High}."));
}
