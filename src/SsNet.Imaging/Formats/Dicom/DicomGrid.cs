using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Formats.Dicom;

/// <summary>The grid of slices that must be alike, in one direction and evenly spaced.</summary>
internal static class DicomGrid
{
    private const double SameOrientation = 1e-4;
    private const double SameSpacing = 1e-4;
    private const double EvenShare = 0.01;
    private const double EvenDistance = 0.01;

    /// <summary>The error unless all slices have the same size, orientation and pixel spacing.</summary>
    /// <param name="folder">The folder, for messages.</param>
    /// <param name="frames">The slices.</param>
    /// <exception cref="ImageFormatException">Two of them differ.</exception>
    public static void CheckAlike(string folder, IReadOnlyList<DicomFrame> frames)
    {
        var first = frames[0];
        foreach (var frame in frames)
        {
            if (frame.Rows != first.Rows || frame.Columns != first.Columns)
            {
                throw Differ(folder, first, frame, "sizes", f => $"{f.Rows}×{f.Columns} pixels");
            }

            if (!Same(frame.AlongRow, first.AlongRow) || !Same(frame.AlongColumn, first.AlongColumn))
            {
                throw Differ(folder, first, frame, "orientations", f => $"({string.Join('\\', f.AlongRow.Concat(f.AlongColumn).Select(value => $"{value:0.####}"))})");
            }

            if (frame.Spacing.Zip(first.Spacing).Any(pair => !(Math.Abs(pair.First - pair.Second) <= SameSpacing * Math.Abs(pair.Second))))
            {
                throw Differ(folder, first, frame, "pixel spacings", f => $"{string.Join('\\', f.Spacing)} mm");
            }
        }
    }

    /// <summary>The grid of a volume.</summary>
    /// <param name="folder">The folder, for messages.</param>
    /// <param name="slices">Its slices, alike and in order along the normal.</param>
    /// <exception cref="ImageFormatException">Slices are missing, or not in one line.</exception>
    public static Geometry Of(string folder, IReadOnlyList<DicomFrame> slices)
    {
        var first = slices[0];
        double[] step = slices.Count == 1 ? Scaled(first.Normal, first.Thickness) : Scaled(Difference(slices[^1], first), 1.0 / (slices.Count - 1));
        CheckEven(folder, slices);
        string path = slices.Count == 1 ? first.File.Path : folder;
        return WorldAxes.ToGeometry(
            path, [first.Columns, first.Rows, slices.Count], [Scaled(first.AlongRow, first.Spacing[1]), Scaled(first.AlongColumn, first.Spacing[0]), step], first.Position);
    }

    private static void CheckEven(string folder, IReadOnlyList<DicomFrame> slices)
    {
        if (slices.Count < 3) return;
        double[] normal = slices[0].Normal;
        double[][] steps = [.. slices.Skip(1).Zip(slices, Difference)];
        double[] distances = [.. slices.Skip(1).Zip(slices, (next, slice) => next.Along(normal) - slice.Along(normal))];
        // A few gaps do not move the median, so that it is the gap that is reported.
        double usual = Median(distances);
        double[] usualStep = [.. Enumerable.Range(0, 3).Select(world => Median(steps.Select(step => step[world])))];
        double tolerance = Tolerance(usual);
        for (int i = 0; i < distances.Length; i++)
        {
            if (Math.Abs(distances[i] - usual) <= tolerance) continue;
            throw new ImageFormatException(
                folder,
                $"has slices at uneven distances: {distances[i]:0.####} mm between '{slices[i].Label}' and '{slices[i + 1].Label}', {usual:0.####} mm elsewhere; add the missing files, take out those that do not belong, or resample the series (dcm2niix).");
        }

        for (int i = 0; i < distances.Length; i++)
        {
            if (Math.Sqrt(steps[i].Zip(usualStep, (own, other) => (own - other) * (own - other)).Sum()) <= 2 * tolerance) continue;
            throw new ImageFormatException(
                folder, $"has slices that are not in one line: from '{slices[i].Label}' to '{slices[i + 1].Label}' they are shifted sideways unlike elsewhere; resample the series, or take out the files that do not belong.");
        }
    }

    /// <summary>The middle one, or the smaller of the two.</summary>
    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[(sorted.Length - 1) / 2];
    }

    // 0.01 mm is what rounded positions may be off; where slices are that close, as in microscopy, it would hide a gap.
    private static double Tolerance(double distance) => Math.Max(EvenShare * distance, Math.Min(EvenDistance, 0.1 * distance));

    private static bool Same(double[] a, double[] b) => a.Zip(b).All(pair => Math.Abs(pair.First - pair.Second) <= SameOrientation);

    private static ImageFormatException Differ(string folder, DicomFrame first, DicomFrame other, string what, Func<DicomFrame, string> text) =>
        new(folder, $"has slices of different {what}: '{first.Label}' has {text(first)}, '{other.Label}' has {text(other)}; put each kind into a folder of its own.");

    private static double[] Difference(DicomFrame to, DicomFrame from) => [.. to.Position.Zip(from.Position, (a, b) => a - b)];

    private static double[] Scaled(double[] vector, double factor) => [.. vector.Select(value => factor * value)];
}
