namespace SsNet.Imaging.Formats.Dicom;

/// <summary>A series of images in a folder.</summary>
/// <param name="Uid">Its SeriesInstanceUID, which chooses it; "" for files that have none.</param>
/// <param name="Description">What the scanner calls it; "" when it says nothing.</param>
/// <param name="Modality">The kind of scan, such as CT or MR; "" when it is not said.</param>
/// <param name="Files">Number of files.</param>
public sealed record DicomSeriesInfo(string Uid, string Description, string Modality, int Files);
