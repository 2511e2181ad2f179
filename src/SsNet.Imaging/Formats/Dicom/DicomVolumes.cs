namespace SsNet.Imaging.Formats.Dicom;

/// <summary>Orders the slices of a series, and parts it into volumes where every place has several slices: time points of a heart, or repeated scans.</summary>
internal static class DicomVolumes
{
    private const double SamePlace = 1e-3;

    // Of a volume at another time.
    private const double NearPlace = 1e-2;

    /// <summary>The volumes of a series in order of time, each in order along the normal.</summary>
    /// <param name="folder">The folder, for messages.</param>
    /// <param name="frames">The slices, alike.</param>
    /// <exception cref="ImageFormatException">Slices lie at the same place, and nothing tells them apart.</exception>
    public static IReadOnlyList<DicomFrame[]> Of(string folder, IReadOnlyList<DicomFrame> frames)
    {
        double[] normal = frames[0].Normal;
        DicomFrame[] sorted = [.. frames.OrderBy(frame => frame.Along(normal))];
        int twin = TwinOf(sorted, normal);
        if (twin < 0) return [sorted];
        return Parted(sorted, normal, frame => frame.TemporalPosition) ?? Parted(sorted, normal, frame => frame.Acquisition) ?? throw new ImageFormatException(
            folder,
            $"has several slices at the same place, such as '{sorted[twin].Label}' and '{sorted[twin + 1].Label}', and neither {DicomTag.TemporalPosition} nor {DicomTag.AcquisitionNumber} parts them into whole volumes; put each time point or echo into a folder of its own.");
    }

    private static List<DicomFrame[]>? Parted(DicomFrame[] sorted, double[] normal, Func<DicomFrame, double?> key)
    {
        if (sorted.Any(frame => key(frame) is null)) return null;
        List<DicomFrame[]> volumes = [.. sorted.GroupBy(frame => key(frame)!.Value).OrderBy(group => group.Key).Select(group => group.ToArray())];
        bool areWhole = volumes.All(volume => volume.Length == volumes[0].Length && TwinOf(volume, normal) < 0
            && volume.Zip(volumes[0]).All(pair => pair.First.Position.Zip(pair.Second.Position).All(place => Math.Abs(place.First - place.Second) <= NearPlace)));
        return areWhole ? volumes : null;
    }

    /// <summary>The first slice whose successor lies at the same place; −1 when there is none.</summary>
    private static int TwinOf(DicomFrame[] sorted, double[] normal)
    {
        for (int i = 0; i + 1 < sorted.Length; i++)
        {
            if (sorted[i + 1].Along(normal) - sorted[i].Along(normal) <= SamePlace) return i;
        }

        return -1;
    }
}
