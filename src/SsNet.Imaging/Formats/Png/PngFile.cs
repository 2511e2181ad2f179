using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Formats.Png;

/// <summary>
/// Slices as PNG files: grey of 1 to 16 bits as it is, palettes as their indices (so label maps are often saved), and colours that are grey and opaque. Every checksum is
/// verified. A picture has no place in the world: the spacing is 1.
/// </summary>
public static class PngFile
{
    private const byte UpFilter = 2;

    /// <summary>Reads an image of two axes: rows, columns.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ImageFormatException">The file is missing, damaged, interlaced, coloured or transparent.</exception>
    public static StoredImage Read(string path)
    {
        var (size, type, bytes) = Decode(path);
        return new StoredImage(path, Geometry.OfSize(size), type, bytes);
    }

    /// <summary>Writes an image of two axes in grey of 8 or 16 bits; an existing file is replaced at once. Its spacing and place are not kept.</summary>
    /// <typeparam name="T">The type of the numbers: byte or ushort.</typeparam>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="image">The image: rows, columns.</param>
    /// <exception cref="ImageFormatException">The image has three axes, or other numbers.</exception>
    /// <exception cref="ReportedException">The file cannot be written.</exception>
    public static void Write<T>(string path, Volume<T> image)
        where T : unmanaged
    {
        var type = NumberType.Of<T>();
        var size = image.Geometry.Size;
        if (type.Name is not ("uint8" or "uint16")) throw new ImageFormatException(path, $"cannot be written: PNG holds no numbers of the type {type.Name}, only uint8 and uint16; convert them or choose another format.");
        if (size.Length != 2) throw new ImageFormatException(path, $"cannot be written: an image of {image.Geometry.SizeText} does not fit into one PNG file; cut slices or choose another format.");
        var header = new byte[PngHeader.Length];
        BinaryPrimitives.WriteInt32BigEndian(header, size[1]);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), size[0]);
        header[8] = (byte)(8 * type.Size);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(PngChunks.Signature);
            PngChunks.Write(stream, "IHDR"u8, header);
            PngChunks.Write(stream, "IDAT"u8, Compress(MemoryMarshal.AsBytes(image.Voxels.AsSpan()), type, size[1] * type.Size));
            PngChunks.Write(stream, "IEND"u8, []);
        });
    }

    /// <summary>Reads rows and columns, the type of the numbers, and these in this machine's byte order.</summary>
    /// <param name="path">The file.</param>
    internal static (int[] Size, NumberType Type, byte[] Bytes) Decode(string path)
    {
        using var stream = FileContent.Open(path, "a PNG file");
        int fileLength = FileContent.CheckedLength(path, [stream.Length], 1, stream.Length, isCompressed: false);
        var (header, compressed) = PngChunks.Read(path, FileContent.ReadExactly(path, stream, fileLength));
        // Bits become bytes, so that what comes out may be larger than what is decompressed.
        _ = FileContent.CheckedLength(path, [header.Height, header.Width], Math.Max(1, header.Depth / 8), long.MaxValue, isCompressed: false);
        int length = FileContent.CheckedLength(path, [header.Height, header.RowLength + 1], 1, compressed.Length, isCompressed: true);

        using var plain = new ZLibStream(compressed, CompressionMode.Decompress);
        byte[] filtered = FileContent.ReadExactly(path, plain, length);
        FileContent.VerifyToEnd(path, plain);
        byte[] numbers = PngRows.Unpack(path, header, PngRows.Unfilter(path, header, filtered));
        var type = NumberType.Named(header.Depth == 16 ? "uint16" : "uint8");
        if (BitConverter.IsLittleEndian) type.SwapBytes(numbers);
        return ([header.Height, header.Width], type, numbers);
    }

    /// <summary>Rows as their differences from the rows above, which deflate shrinks better than the rows themselves.</summary>
    private static ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> voxels, NumberType type, int rowLength)
    {
        var compressed = new MemoryStream();
        using (var deflate = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var above = new byte[rowLength];
            var row = new byte[rowLength];
            var difference = new byte[rowLength];
            for (int at = 0; at < voxels.Length; at += rowLength)
            {
                voxels.Slice(at, rowLength).CopyTo(row);
                if (BitConverter.IsLittleEndian) type.SwapBytes(row);
                for (int i = 0; i < rowLength; i++) difference[i] = (byte)(row[i] - above[i]);
                deflate.WriteByte(UpFilter);
                deflate.Write(difference);
                (above, row) = (row, above);
            }
        }

        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }
}
