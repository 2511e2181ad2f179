using System.Buffers.Binary;
using System.IO.Compression;

namespace SsNet.Imaging.Formats.Dicom;

/// <summary>A Part 10 file with an image: what its elements say, and where its pixels are.</summary>
internal sealed class DicomFile
{
    private const string What = "a DICOM file";
    private const string DirectoryClass = "1.2.840.10008.1.3.10";
    private const int PreambleLength = 128;

    private readonly long start;
    private readonly long pixelStart;
    private readonly long? pixelLength;
    private readonly long end;

    private DicomFile(string path, DicomSyntax syntax, DicomElements elements, long start, long pixelStart, long? pixelLength, long end)
    {
        this.start = start;
        this.pixelStart = pixelStart;
        this.pixelLength = pixelLength;
        this.end = end;
        Path = path;
        Syntax = syntax;
        Elements = elements;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Its name in the folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>How it is written.</summary>
    public DicomSyntax Syntax { get; }

    /// <summary>Its elements.</summary>
    public DicomElements Elements { get; }

    /// <summary>The series it belongs to; "" when it does not say.</summary>
    public string SeriesUid => Elements.Text(DicomTag.SeriesUid) ?? "";

    /// <summary>Reads all but the pixels of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Null when it is no DICOM file, or holds no image but reports, contours or a list of files.</returns>
    /// <exception cref="ImageFormatException">It is damaged, or in a syntax whose elements cannot be read.</exception>
    public static DicomFile? Read(string path)
    {
        // Files of other kinds may be empty.
        if (!IsNamedDicom(path) && new FileInfo(path) is { Exists: true, Length: 0 }) return null;
        using var stream = FileContent.Open(path, What);
        return FileContent.Guard(path, () => IsDicom(path, stream) ? Read(path, stream) : null);
    }

    /// <summary>The error unless the file holds enough bytes for its pixels.</summary>
    /// <param name="frames">Number of frames.</param>
    /// <param name="rows">Rows of a frame.</param>
    /// <param name="columns">Columns of a frame.</param>
    /// <param name="size">Bytes per pixel.</param>
    /// <exception cref="ImageFormatException">It does not.</exception>
    public void CheckPixels(int frames, int rows, int columns, int size)
    {
        if (Syntax.Advice is not null) throw Syntax.Refusal(Path);
        if (pixelLength is null != Syntax.IsRle) throw new ImageFormatException(Path, $"has pixels that are {(Syntax.IsRle ? "not compressed, but" : "compressed, but not")} stored as RLE Lossless: it is damaged; copy or export it again.");
        _ = FileContent.CheckedLength(Path, [frames, rows, columns], size, pixelLength ?? end - pixelStart, isCompressed: Syntax.IsRle);
    }

    /// <summary>A stream at the first byte of the pixels.</summary>
    public Stream OpenPixels()
    {
        var stream = FileContent.Open(Path, What);
        stream.Position = start;
        var data = FileContent.Guard(Path, () => DataOf(stream, Syntax));
        data.Position = pixelStart;
        return data;
    }

    private static bool IsNamedDicom(string path) => path.EndsWith(".dcm", StringComparison.OrdinalIgnoreCase);

    private static bool IsDicom(string path, FileStream stream)
    {
        Span<byte> bytes = stackalloc byte[PreambleLength + 4];
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read == bytes.Length && bytes[PreambleLength..].SequenceEqual("DICM"u8)) return true;
        // To pass such a file over would leave a slice out without a word.
        if (IsNamedDicom(path)) throw new ImageFormatException(path, "is named .dcm, but is no DICOM file (PS3.10: 'DICM' at byte 128); copy it again, convert an older file with dcmconv IN OUT (DCMTK), or take it out of the folder.");
        if (BeginsLikeDataset(bytes[..read])) throw new ImageFormatException(path, "begins like a DICOM data set without the header of a file; convert it with dcmconv IN OUT (DCMTK), or take it out of the folder.");
        return false;
    }

    /// <summary>Whether bytes begin with the first elements of group 2 or 8, as software before PS3.10 wrote them: a small tag, and a type or a short length.</summary>
    private static bool BeginsLikeDataset(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8 || bytes[0] is not (2 or 8) || bytes[1] != 0 || bytes[2] > 0x18 || bytes[3] != 0) return false;
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        bool isExplicit = char.IsAsciiLetterUpper((char)bytes[4]) && char.IsAsciiLetterUpper((char)bytes[5]);
        // Element 0 is the length of the group.
        return isExplicit || (bytes[2] == 0 ? length == 4 : length <= 64);
    }

    private static DicomFile? Read(string path, FileStream stream)
    {
        var meta = new DicomReader(path, stream).ReadMeta();
        if (meta.Text(DicomTag.MediaStorageSopClass) == DirectoryClass) return null;
        string uid = meta.Text(DicomTag.TransferSyntax) ?? throw new ImageFormatException(path, $"has no {DicomTag.TransferSyntax}, so that its contents cannot be told apart; export it again.");
        var syntax = DicomSyntax.Of(path, uid);
        long start = stream.Position;
        using var data = DataOf(stream, syntax);
        var (elements, pixelStart, pixelLength) = new DicomReader(path, data).ReadDataset(syntax.IsExplicit);
        if (pixelStart is { } at) return new DicomFile(path, syntax, elements, start, at, pixelLength, data.Length);
        return elements.Short(DicomTag.Rows) is null ? null : throw new ImageFormatException(path, $"has rows and columns but no {DicomTag.PixelData}: it is truncated, or its pixels are not whole numbers; export it again.");
    }

    /// <summary>What follows group 2, in plain; the stream itself where nothing is deflated.</summary>
    private static Stream DataOf(FileStream stream, DicomSyntax syntax)
    {
        if (!syntax.IsDeflated) return stream;
        var plain = new MemoryStream();
        using (stream)
        {
            using var inflate = new DeflateStream(stream, CompressionMode.Decompress);
            inflate.CopyTo(plain);
        }

        plain.Position = 0;
        return plain;
    }
}
