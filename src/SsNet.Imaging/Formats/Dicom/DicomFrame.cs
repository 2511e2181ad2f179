namespace SsNet.Imaging.Formats.Dicom;

/// <summary>One slice: a file, or one of the frames of an enhanced object, with its place in the world (LPS, mm).</summary>
internal sealed record DicomFrame
{
    // Files round the cosines to some digits.
    private const double Rounding = 1e-2;

    private DicomFrame()
    {
    }

    /// <summary>The file.</summary>
    public required DicomFile File { get; init; }

    /// <summary>Which of its frames, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>How messages call it.</summary>
    public required string Label { get; init; }

    /// <summary>How pixels are stored.</summary>
    public required DicomPixelFormat Format { get; init; }

    /// <summary>Number of rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Number of columns.</summary>
    public required int Columns { get; init; }

    /// <summary>Distance between rows, then between columns.</summary>
    public required double[] Spacing { get; init; }

    /// <summary>Unit vector along a row, from column to column.</summary>
    public required double[] AlongRow { get; init; }

    /// <summary>Unit vector along a column, from row to row.</summary>
    public required double[] AlongColumn { get; init; }

    /// <summary>The first pixel's centre.</summary>
    public required double[] Position { get; init; }

    /// <summary>Thickness of the slice; 1 where none is given.</summary>
    public required double Thickness { get; init; }

    /// <summary>What values are multiplied by.</summary>
    public required double Slope { get; init; }

    /// <summary>What is added then.</summary>
    public required double Intercept { get; init; }

    /// <summary>The time point; null where none is given.</summary>
    public double? TemporalPosition { get; init; }

    /// <summary>The acquisition; null where none is given.</summary>
    public double? Acquisition { get; init; }

    /// <summary>The unit vector across the slice: along a row × along a column.</summary>
    public double[] Normal =>
    [
        AlongRow[1] * AlongColumn[2] - AlongRow[2] * AlongColumn[1],
        AlongRow[2] * AlongColumn[0] - AlongRow[0] * AlongColumn[2],
        AlongRow[0] * AlongColumn[1] - AlongRow[1] * AlongColumn[0],
    ];

    /// <summary>The frames of a file.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="ImageFormatException">Its pixels cannot be read, or its place is not known.</exception>
    public static IReadOnlyList<DicomFrame> Of(DicomFile file)
    {
        var elements = file.Elements;
        var format = DicomPixelFormat.Of(file);
        int rows = SizeOf(file, DicomTag.Rows), columns = SizeOf(file, DicomTag.Columns);
        int count = CountOf(file);
        file.CheckPixels(count, rows, columns, format.Size);
        if (elements.Items(DicomTag.ModalityTable).Count > 0) throw new ImageFormatException(file.Path, $"maps its values by a table ({DicomTag.ModalityTable}), which cannot be read; export it with slope and intercept.");

        var frames = new DicomFrame[count];
        for (int i = 0; i < count; i++)
        {
            var groups = new DicomGroups(file, i);
            double[] orientation = OrientationOf(file, groups);
            frames[i] = new DicomFrame
            {
                File = file,
                Index = i,
                Label = count == 1 ? file.Name : $"{file.Name} (frame {i + 1})",
                Format = format,
                Rows = rows,
                Columns = columns,
                Spacing = SpacingOf(file, groups),
                AlongRow = orientation[..3],
                AlongColumn = orientation[3..],
                Position = groups.Required(DicomTag.PlanePosition, DicomTag.Position, 3),
                Thickness = groups.Numbers(DicomTag.PixelMeasures, DicomTag.SliceThickness, 1) is [> 0 and var thickness] ? thickness : 1,
                Slope = SlopeOf(file, groups),
                Intercept = groups.Numbers(DicomTag.PixelValues, DicomTag.Intercept, 1)?[0] ?? 0,
                TemporalPosition = groups.Content?.Long(DicomTag.FrameTemporalPosition) ?? elements.Number(DicomTag.TemporalPosition),
                Acquisition = groups.Content?.Short(DicomTag.FrameAcquisitionNumber) ?? elements.Number(DicomTag.AcquisitionNumber),
            };
        }

        return frames;
    }

    /// <summary>The distance of the first pixel along a direction.</summary>
    /// <param name="direction">A unit vector.</param>
    public double Along(double[] direction) => Position[0] * direction[0] + Position[1] * direction[1] + Position[2] * direction[2];

    private static int SizeOf(DicomFile file, DicomTag tag) =>
        file.Elements.Short(tag) is > 0 and var size ? size : throw new ImageFormatException(file.Path, $"has no {tag}, or none above 0: it is damaged; export it again.");

    private static int CountOf(DicomFile file)
    {
        double count = file.Elements.Number(DicomTag.NumberOfFrames) ?? 1;
        if (!(count >= 1 && count <= int.MaxValue && count == Math.Floor(count))) throw new ImageFormatException(file.Path, $"has {count} frames: it is damaged; export it again.");
        int described = file.Elements.Items(DicomTag.FrameGroups).Count;
        if (count == 1 || count == described) return (int)count;
        throw new ImageFormatException(file.Path, $"has {count} frames, but {described} of them are described in {DicomTag.FrameGroups}, so that their places are not known; convert it to NIfTI (dcm2niix), or export one file per slice.");
    }

    private static double[] OrientationOf(DicomFile file, DicomGroups groups)
    {
        double[] cosines = groups.Required(DicomTag.PlaneOrientation, DicomTag.Orientation, 6);
        double row = Math.Sqrt(cosines[0] * cosines[0] + cosines[1] * cosines[1] + cosines[2] * cosines[2]);
        double column = Math.Sqrt(cosines[3] * cosines[3] + cosines[4] * cosines[4] + cosines[5] * cosines[5]);
        double between = cosines[0] * cosines[3] + cosines[1] * cosines[4] + cosines[2] * cosines[5];
        if (!(Math.Abs(row - 1) < Rounding && Math.Abs(column - 1) < Rounding && Math.Abs(between) < Rounding))
        {
            throw new ImageFormatException(file.Path, $"has an {DicomTag.Orientation} that is not two unit vectors at right angles ({string.Join('\\', cosines)}): it is damaged; correct it or export the series again.");
        }

        return [cosines[0] / row, cosines[1] / row, cosines[2] / row, cosines[3] / column, cosines[4] / column, cosines[5] / column];
    }

    private static double[] SpacingOf(DicomFile file, DicomGroups groups)
    {
        double[] spacing = groups.Required(DicomTag.PixelMeasures, DicomTag.PixelSpacing, 2);
        return spacing is [> 0, > 0] ? spacing : throw new ImageFormatException(file.Path, $"has the {DicomTag.PixelSpacing} {string.Join('\\', spacing)}, which is not above 0: it is damaged; correct it or export the series again.");
    }

    private static double SlopeOf(DicomFile file, DicomGroups groups)
    {
        double slope = groups.Numbers(DicomTag.PixelValues, DicomTag.Slope, 1)?[0] ?? 1;
        return slope != 0 ? slope : throw new ImageFormatException(file.Path, $"has the {DicomTag.Slope} 0, which makes all values the same: it is damaged; correct it or export the series again.");
    }
}
