namespace SsNet.Imaging.Formats.Dicom;

/// <summary>How a file writes its elements and pixels: its transfer syntax (PS3.5, annex A).</summary>
/// <param name="Uid">The UID.</param>
/// <param name="Name">The standard's name.</param>
/// <param name="Advice">What converts the pixels to a syntax that can be read; null when they can be read.</param>
internal sealed record DicomSyntax(string Uid, string Name, string? Advice = null)
{
    private const string Deflated = "1.2.840.10008.1.2.1.99";
    private const string Implicit = "1.2.840.10008.1.2";
    private const string Rle = "1.2.840.10008.1.2.5";
    private const string Jpeg = "dcmdjpeg IN OUT (DCMTK) or gdcmconv --raw IN OUT (GDCM)";
    private const string JpegLs = "dcmdjpls IN OUT (DCMTK) or gdcmconv --raw IN OUT (GDCM)";
    private const string Other = "gdcmconv --raw IN OUT (GDCM) or the software that made it";
    private const string Unordered = "dcmconv +te IN OUT (DCMTK)";

    private static readonly Dictionary<string, DicomSyntax> Known = new DicomSyntax[]
    {
        new(Implicit, "Implicit VR Little Endian"),
        new("1.2.840.10008.1.2.1", "Explicit VR Little Endian"),
        new(Deflated, "Deflated Explicit VR Little Endian"),
        new(Rle, "RLE Lossless"),
        new("1.2.840.10008.1.2.4.50", "JPEG Baseline", Jpeg),
        new("1.2.840.10008.1.2.4.51", "JPEG Extended", Jpeg),
        new("1.2.840.10008.1.2.4.57", "JPEG Lossless", Jpeg),
        new("1.2.840.10008.1.2.4.70", "JPEG Lossless, First-Order Prediction", Jpeg),
        new("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless", JpegLs),
        new("1.2.840.10008.1.2.4.81", "JPEG-LS Near-Lossless", JpegLs),
        new("1.2.840.10008.1.2.4.90", "JPEG 2000 Lossless", Other),
        new("1.2.840.10008.1.2.4.91", "JPEG 2000", Other),
        new("1.2.840.10008.1.2.4.100", "MPEG-2 video", Other),
        new("1.2.840.10008.1.2.4.102", "MPEG-4 AVC/H.264 video", Other),
        new("1.2.840.10008.1.2.4.107", "HEVC/H.265 video", Other),
        new("1.2.840.10008.1.2.4.110", "JPEG XL Lossless", Other),
        new("1.2.840.10008.1.2.4.112", "JPEG XL", Other),
        new("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 Lossless", Other),
        new("1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000 RPCL Lossless", Other),
        new("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000", Other),
    }.ToDictionary(syntax => syntax.Uid);

    // Their elements cannot be walked through, so that not even the series is known.
    private static readonly Dictionary<string, DicomSyntax> Unreadable = new DicomSyntax[]
    {
        new("1.2.840.10008.1.2.2", "Explicit VR Big Endian", Unordered),
        new("1.2.840.113619.5.2", "GE's Implicit VR with Big Endian pixels", Unordered),
        new("1.2.840.10008.1.2.4.95", "JPIP Referenced Deflate", Other),
        new("1.2.840.10008.1.2.4.205", "JPIP HTJ2K Referenced Deflate", Other),
    }.ToDictionary(syntax => syntax.Uid);

    /// <summary>Whether elements name their type.</summary>
    public bool IsExplicit => Uid != Implicit;

    /// <summary>Whether everything behind group 2 is deflated.</summary>
    public bool IsDeflated => Uid == Deflated;

    /// <summary>Whether pixels are compressed by runs.</summary>
    public bool IsRle => Uid == Rle;

    /// <summary>The syntax of a file, whose pixels may still be unreadable.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="uid">The UID.</param>
    /// <exception cref="ImageFormatException">Not even its elements can be read.</exception>
    public static DicomSyntax Of(string path, string uid)
    {
        if (Unreadable.TryGetValue(uid, out var unreadable)) throw unreadable.Refusal(path);
        // All that is not known here, such as later compressions, is explicit little endian by the standard (PS3.5, section A.4).
        return Known.GetValueOrDefault(uid) ?? new DicomSyntax(uid, "a syntax unknown here", Other);
    }

    /// <summary>The error for a file that cannot be read in this syntax.</summary>
    /// <param name="path">The file.</param>
    public ImageFormatException Refusal(string path) =>
        new(path, $"is stored as {Name} (transfer syntax {Uid}), which cannot be read; convert every file of the series with {Advice}.");
}
