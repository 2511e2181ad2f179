namespace SsNet.Imaging.Formats.Dicom;

/// <summary>An element of a file that matters here (PS3.6).</summary>
/// <param name="Number">Group and element, 16 bits each.</param>
/// <param name="Name">Its keyword.</param>
/// <param name="IsSequence">Whether it holds data sets of its own.</param>
internal sealed record DicomTag(uint Number, string Name, bool IsSequence = false)
{
    public static readonly DicomTag MediaStorageSopClass = new(0x0002_0002, "MediaStorageSOPClassUID");
    public static readonly DicomTag TransferSyntax = new(0x0002_0010, "TransferSyntaxUID");
    public static readonly DicomTag CharacterSet = new(0x0008_0005, "SpecificCharacterSet");
    public static readonly DicomTag Modality = new(0x0008_0060, "Modality");
    public static readonly DicomTag SeriesDescription = new(0x0008_103E, "SeriesDescription");
    public static readonly DicomTag SliceThickness = new(0x0018_0050, "SliceThickness");
    public static readonly DicomTag SeriesUid = new(0x0020_000E, "SeriesInstanceUID");
    public static readonly DicomTag AcquisitionNumber = new(0x0020_0012, "AcquisitionNumber");
    public static readonly DicomTag Position = new(0x0020_0032, "ImagePositionPatient");
    public static readonly DicomTag Orientation = new(0x0020_0037, "ImageOrientationPatient");
    public static readonly DicomTag TemporalPosition = new(0x0020_0100, "TemporalPositionIdentifier");
    public static readonly DicomTag FrameContent = new(0x0020_9111, "FrameContentSequence", IsSequence: true);
    public static readonly DicomTag PlanePosition = new(0x0020_9113, "PlanePositionSequence", IsSequence: true);
    public static readonly DicomTag PlaneOrientation = new(0x0020_9116, "PlaneOrientationSequence", IsSequence: true);
    public static readonly DicomTag FrameTemporalPosition = new(0x0020_9128, "TemporalPositionIndex");
    public static readonly DicomTag FrameAcquisitionNumber = new(0x0020_9156, "FrameAcquisitionNumber");
    public static readonly DicomTag SamplesPerPixel = new(0x0028_0002, "SamplesPerPixel");
    public static readonly DicomTag Photometric = new(0x0028_0004, "PhotometricInterpretation");
    public static readonly DicomTag NumberOfFrames = new(0x0028_0008, "NumberOfFrames");
    public static readonly DicomTag Rows = new(0x0028_0010, "Rows");
    public static readonly DicomTag Columns = new(0x0028_0011, "Columns");
    public static readonly DicomTag PixelSpacing = new(0x0028_0030, "PixelSpacing");
    public static readonly DicomTag BitsAllocated = new(0x0028_0100, "BitsAllocated");
    public static readonly DicomTag BitsStored = new(0x0028_0101, "BitsStored");
    public static readonly DicomTag HighBit = new(0x0028_0102, "HighBit");
    public static readonly DicomTag PixelRepresentation = new(0x0028_0103, "PixelRepresentation");
    public static readonly DicomTag Intercept = new(0x0028_1052, "RescaleIntercept");
    public static readonly DicomTag Slope = new(0x0028_1053, "RescaleSlope");
    public static readonly DicomTag ModalityTable = new(0x0028_3000, "ModalityLUTSequence", IsSequence: true);
    public static readonly DicomTag PixelMeasures = new(0x0028_9110, "PixelMeasuresSequence", IsSequence: true);
    public static readonly DicomTag PixelValues = new(0x0028_9145, "PixelValueTransformationSequence", IsSequence: true);
    public static readonly DicomTag SharedGroups = new(0x5200_9229, "SharedFunctionalGroupsSequence", IsSequence: true);
    public static readonly DicomTag FrameGroups = new(0x5200_9230, "PerFrameFunctionalGroupsSequence", IsSequence: true);
    public static readonly DicomTag PixelData = new(0x7FE0_0010, "PixelData");

    private static readonly Dictionary<uint, DicomTag> Known = new[]
    {
        MediaStorageSopClass, TransferSyntax, CharacterSet, Modality, SeriesDescription, SliceThickness, SeriesUid, AcquisitionNumber, Position, Orientation,
        TemporalPosition, FrameContent, PlanePosition, PlaneOrientation, FrameTemporalPosition, FrameAcquisitionNumber, SamplesPerPixel, Photometric, NumberOfFrames,
        Rows, Columns, PixelSpacing, BitsAllocated, BitsStored, HighBit, PixelRepresentation, Intercept, Slope, ModalityTable, PixelMeasures, PixelValues,
        SharedGroups, FrameGroups, PixelData,
    }.ToDictionary(tag => tag.Number);

    /// <summary>The element of a number; null when it does not matter here.</summary>
    /// <param name="number">Group and element.</param>
    public static DicomTag? Of(uint number) => Known.GetValueOrDefault(number);

    /// <summary>A number as DICOM writes it, such as (0028,0010).</summary>
    /// <param name="number">Group and element.</param>
    public static string Text(uint number) => $"({number >> 16:X4},{number & 0xFFFF:X4})";

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Text(Number)}";
}
