using System.Buffers.Binary;

namespace SsNet.Imaging.Formats.Png;

/// <summary>The first chunk of a picture (PNG specification, 11.2.2): its size and how its samples are stored.</summary>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Depth">Bits per sample: 1, 2, 4, 8 or 16.</param>
/// <param name="Channels">Samples per pixel: grey or index of a palette; grey and opacity; three colours; three colours and opacity.</param>
internal sealed record PngHeader(int Width, int Height, int Depth, int Channels)
{
    public const int Length = 13;

    // Colour types of the specification.
    private const int Grey = 0;
    private const int Colour = 2;
    private const int Palette = 3;
    private const int GreyWithOpacity = 4;
    private const int ColourWithOpacity = 6;

    /// <summary>Bytes of a row without its filter.</summary>
    public long RowLength => ((long)Width * Depth * Channels + 7) / 8;

    /// <summary>From a byte to the one of the pixel before, at least 1.</summary>
    public int PixelLength => Math.Max(1, Depth * Channels / 8);

    /// <summary>Whether the last sample of a pixel is its opacity.</summary>
    public bool HasOpacity => Channels is 2 or 4;

    /// <summary>Reads the chunk.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="chunk">Its content.</param>
    /// <exception cref="ImageFormatException">It is damaged or not to be read.</exception>
    public static PngHeader Parse(string path, ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length != Length) throw Damaged(path, $"a header of {chunk.Length} bytes");
        uint width = BinaryPrimitives.ReadUInt32BigEndian(chunk);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]);
        var (depth, colour, compression, filter, interlace) = (chunk[8], chunk[9], chunk[10], chunk[11], chunk[12]);
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue) throw Damaged(path, $"a size of {width}×{height}");
        bool isAllowed = colour switch
        {
            Grey => depth is 1 or 2 or 4 or 8 or 16,
            Palette => depth is 1 or 2 or 4 or 8,
            Colour or GreyWithOpacity or ColourWithOpacity => depth is 8 or 16,
            _ => false,
        };
        if (!isAllowed) throw Damaged(path, $"samples of {depth} bits with the colour type {colour}");
        if (compression != 0 || filter != 0) throw Damaged(path, $"the compression {compression} and the filter method {filter}");
        if (interlace != 0) throw new ImageFormatException(path, "is interlaced (Adam7), which cannot be read; save it without interlacing.");
        int channels = colour switch
        {
            Colour => 3,
            GreyWithOpacity => 2,
            ColourWithOpacity => 4,
            _ => 1,
        };
        return new PngHeader((int)width, (int)height, depth, channels);
    }

    private static ImageFormatException Damaged(string path, string what) => new(path, $"has {what}, which PNG does not know: it is damaged; copy or export it again.");
}
