using SsNet.Imaging.Formats;
using SsNet.Imaging.Formats.Dicom;
using SsNet.Testing;
using static SsNet.Imaging.Tests.Formats.Dicom.DicomFixtures;

namespace SsNet.Imaging.Tests.Formats.Dicom;

public class DicomSeriesErrorTests
{
    [Theory]
    [InlineData("gap", "gap: has slices at uneven distances: 5 mm between '2.dcm' and '3.dcm', 2.5 mm elsewhere; add the missing files")]
    [InlineData("bent", "bent: has slices that are not in one line: from '3.dcm' to '4.dcm' they are shifted sideways")]
    [InlineData("mixed", "mixed: holds 2 series; choose one by its UID, or put each into a folder of its own: 1.2.826.0.1.3680043.10.999.1 (MR 'series 1', 4 files); 1.2.826.0.1.3680043.10.999.2 (MR 'series 2', 2 files).")]
    [InlineData("sizes", "sizes: has slices of different sizes: '1.dcm' has 6×8 pixels, '3.dcm' has 5×8 pixels; put each kind")]
    [InlineData("orientations", "different orientations: '1.dcm' has (1\\0\\0\\0\\1\\0), '3.dcm' has (0.9211\\0.3894\\0\\-0.3115\\0.7368\\0.6)")]
    [InlineData("spacings", "different pixel spacings: '1.dcm' has 0.75\\0.5 mm, '4.dcm' has 0.75\\0.6 mm")]
    [InlineData("times-incomplete", "several slices at the same place, such as '1.dcm' and '5.dcm', and neither TemporalPositionIdentifier (0020,0100) nor AcquisitionNumber (0020,0012)")]
    [InlineData("echoes", "put each time point or echo into a folder of its own.")]
    [InlineData("jpeg", "1.dcm: is stored as JPEG Lossless, First-Order Prediction (transfer syntax 1.2.840.10008.1.2.4.70), which cannot be read; convert every file of the series with dcmdjpeg IN OUT (DCMTK) or gdcmconv --raw IN OUT (GDCM).")]
    [InlineData("jpeg-ls", "is stored as JPEG-LS Lossless (transfer syntax 1.2.840.10008.1.2.4.80), which cannot be read; convert every file of the series with dcmdjpls")]
    [InlineData("jpeg2000", "is stored as JPEG 2000 Lossless (transfer syntax 1.2.840.10008.1.2.4.90), which cannot be read; convert every file of the series with gdcmconv --raw")]
    [InlineData("unknown", "is stored as a syntax unknown here (transfer syntax 1.2.826.0.1.3680043.10.999.77)")]
    [InlineData("big-endian", "1.dcm: is stored as Explicit VR Big Endian (transfer syntax 1.2.840.10008.1.2.2), which cannot be read; convert every file of the series with dcmconv +te IN OUT (DCMTK).")]
    [InlineData("colour", "1.dcm: holds colours (RGB, 3 per pixel)")]
    [InlineData("words", "1.dcm: has 32 bits per pixel where 8 or 16 can be read")]
    [InlineData("table", "1.dcm: maps its values by a table (ModalityLUTSequence (0028,3000))")]
    [InlineData("no-position", "2.dcm: has no ImagePositionPatient (0020,0032), so that the place of its voxels is not known")]
    [InlineData("no-orientation", "2.dcm: has no ImageOrientationPatient (0020,0037)")]
    [InlineData("no-spacing", "2.dcm: has no PixelSpacing (0028,0030)")]
    [InlineData("no-pixels", "2.dcm: has rows and columns but no PixelData (7FE0,0010)")]
    [InlineData("frames-without-places", "1.dcm: has 4 frames, but 0 of them are described in PerFrameFunctionalGroupsSequence (5200,9230)")]
    [InlineData("old", "IM1: begins like a DICOM data set without the header of a file; convert it with dcmconv IN OUT (DCMTK)")]
    [InlineData("not-dicom", "1.dcm: is named .dcm, but is no DICOM file")]
    [InlineData("nothing", "nothing: holds no DICOM file with an image")]
    [InlineData("absent", "absent: there is no such folder")]
    [InlineData("single/1.dcm", "1.dcm: is a file; name the folder that holds the DICOM series.")]
    public void What_cannot_be_put_together_is_refused_with_its_cause(string folder, string message) =>
        Assert.Contains(message, Assert.Throws<ImageFormatException>(() => DicomSeries.Read(PathOf(folder))).Message);

    [Fact]
    public void A_UID_that_is_not_there_is_answered_with_those_that_are() =>
        Assert.Contains(
            "holds no series '1.2.3'; choose one of 1.2.826.0.1.3680043.10.999.1 (MR 'series 1', 4 files); 1.2.826",
            Assert.Throws<ImageFormatException>(() => DicomSeries.Read(PathOf("mixed"), "1.2.3")).Message);

    [Theory]
    [InlineData("explicit", "is truncated")]
    [InlineData("implicit", "is truncated")]
    [InlineData("rle16", "is truncated")]
    [InlineData("deflated", "is truncated")]
    public void A_truncated_file_is_named(string source, string message)
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = File.ReadAllBytes(Path.Combine(PathOf(source), "2.dcm"));
        File.WriteAllBytes(folder.FileNamed("cut.dcm"), bytes[..^20]);

        string text = Assert.Throws<ImageFormatException>(() => DicomSeries.Read(folder.Path)).Message;
        Assert.Contains("cut.dcm: ", text);
        Assert.Contains(message, text);
    }

    [Fact]
    public void Sequences_within_sequences_are_not_followed_without_end()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = File.ReadAllBytes(PathOf("implicit/1.dcm"));
        int dataset = 144 + BitConverter.ToInt32(bytes, 140);
        // An element of group 8 and an item, both of undefined length, 10 000 times.
        byte[] nest = [8, 0, 0x10, 0x11, 255, 255, 255, 255, 0xFE, 255, 0, 0xE0, 255, 255, 255, 255];
        File.WriteAllBytes(folder.FileNamed("deep.dcm"), [.. bytes[..dataset], .. Enumerable.Repeat(nest, 10_000).SelectMany(part => part)]);

        Assert.Contains("deep.dcm: nests sequences more than 32 deep", Assert.Throws<ImageFormatException>(() => DicomSeries.Read(folder.Path)).Message);
    }
}
