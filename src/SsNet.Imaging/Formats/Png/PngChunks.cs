using System.Buffers.Binary;
using System.Text;

namespace SsNet.Imaging.Formats.Png;

/// <summary>The parts of a PNG file (PNG specification, clause 5): length, name, content and checksum of each.</summary>
internal static class PngChunks
{
    /// <summary>Bytes of a chunk beside its content.</summary>
    private const int Frame = 12;

    /// <summary>The bytes that every file begins with.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Reads the header and puts the compressed parts of the picture together.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="file">Its bytes.</param>
    /// <exception cref="ImageFormatException">It is no PNG file, or damaged.</exception>
    public static (PngHeader Header, MemoryStream Compressed) Read(string path, ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Signature)) throw new ImageFormatException(path, "is not a PNG file (no PNG signature); choose the format by the right extension or export it again.");
        PngHeader? header = null;
        var compressed = new MemoryStream();
        for (var rest = file[Signature.Length..]; ;)
        {
            var (name, content) = Next(path, rest);
            rest = rest[(content.Length + Frame)..];
            if (header is null && name != "IHDR") throw new ImageFormatException(path, $"begins with the chunk {name} instead of its header: it is damaged; copy or export it again.");
            switch (name)
            {
                case "IHDR" when header is null:
                    header = PngHeader.Parse(path, content);
                    break;
                case "IDAT":
                    compressed.Write(content);
                    break;
                case "IEND":
                    compressed.Position = 0;
                    return (header!, compressed);
                case "PLTE":
                    // Colours of a palette do not matter: its indices are what is read.
                    break;
                default:
                    // A capital says that the picture cannot be understood without.
                    if (char.IsAsciiLetterUpper(name[0])) throw new ImageFormatException(path, $"has a chunk {name}, which cannot be read, or has it twice; save it as a plain PNG file.");
                    break;
            }
        }
    }

    /// <summary>Writes a chunk.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="name">Its name, four letters.</param>
    /// <param name="content">Its content.</param>
    public static void Write(Stream stream, ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        stream.Write(number);
        stream.Write(name);
        stream.Write(content);
        var sum = new Crc32();
        sum.Add(name);
        sum.Add(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, sum.Value);
        stream.Write(number);
    }

    private static Chunk Next(string path, ReadOnlySpan<byte> rest)
    {
        long length = rest.Length < Frame ? long.MaxValue : BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length - Frame) throw new ImageFormatException(path, "ends within a chunk: it is truncated or damaged; copy or export it again.");
        var content = rest[4..(int)(8 + length)];
        string name = Encoding.Latin1.GetString(content[..4]);
        return Crc32.Of(content) == BinaryPrimitives.ReadUInt32BigEndian(rest[(int)(8 + length)..])
            ? new Chunk(name, content[4..])
            : throw new ImageFormatException(path, $"has a chunk {name} whose checksum does not fit: it is damaged; copy or export it again.");
    }

    private readonly ref struct Chunk(string name, ReadOnlySpan<byte> content)
    {
        private readonly ReadOnlySpan<byte> content = content;

        public void Deconstruct(out string itsName, out ReadOnlySpan<byte> itsContent)
        {
            itsName = name;
            itsContent = content;
        }
    }
}
