using System.Buffers.Binary;

namespace SsNet.Imaging.Formats.Dicom;

/// <summary>
/// Walks through the elements of a little-endian file (PS3.5, section 7). Every length is checked against what is left of the file before it is used, and every
/// element takes at least eight bytes, so that a damaged file ends in an error and not in a loop or a large allocation.
/// </summary>
/// <param name="path">The file, for messages.</param>
/// <param name="stream">A seekable stream of it.</param>
internal sealed class DicomReader(string path, Stream stream)
{
    private const uint Undefined = 0xFFFF_FFFF;
    private const uint Item = 0xFFFE_E000;
    private const uint ItemEnd = 0xFFFE_E00D;
    private const uint SequenceEnd = 0xFFFE_E0DD;

    // Enhanced objects nest half as deep.
    private const int DeepestNesting = 32;

    // The texts and numbers that are read are 1 KiB at most.
    private const int LongestValue = 1 << 16;
    private const int MostItems = 1 << 20;

    // All others have four bytes for their length, those of later versions of the standard too (PS3.5, section 7.1.2).
    private static readonly HashSet<string> ShortForms =
        ["AE", "AS", "AT", "CS", "DA", "DS", "DT", "FD", "FL", "IS", "LO", "LT", "PN", "SH", "SL", "SS", "ST", "TM", "UI", "UL", "US"];

    private int items;

    /// <summary>The elements of group 2 (PS3.10), which are in explicit little endian whatever follows.</summary>
    public DicomElements ReadMeta()
    {
        var meta = new DicomElements(path);
        while (stream.Position + 8 <= stream.Length)
        {
            long start = stream.Position;
            bool isMeta = ReadTag() >> 16 == 2;
            stream.Position = start;
            if (!isMeta) break;
            ReadValue(meta, ReadHeader(isExplicit: true, stream.Length), isExplicit: true, stream.Length, 0);
        }

        return meta;
    }

    /// <summary>The elements of a data set up to its pixels.</summary>
    /// <param name="isExplicit">Whether elements name their type.</param>
    /// <returns>The elements, and where the bytes of the pixels are: null when there are none, without a length when they are in fragments.</returns>
    public (DicomElements Elements, long? PixelStart, long? PixelLength) ReadDataset(bool isExplicit)
    {
        var elements = new DicomElements(path);
        if (ReadElements(elements, stream.Length, isOpen: false, isExplicit, 0) is not { } pixels) return (elements, null, null);
        return (elements, stream.Position, pixels.Length == Undefined ? null : pixels.Length);
    }

    /// <summary>Where the fragments of compressed pixels are, the stream being at their first item, which is a table of offsets (PS3.5, section A.4).</summary>
    public IReadOnlyList<(long Start, int Length)> ReadFragments()
    {
        var fragments = new List<(long Start, int Length)>();
        Fragments((start, length) => fragments.Add((start, length)));
        return fragments.Count > 0 ? fragments[1..] : [];
    }

    private Element? ReadElements(DicomElements? into, long end, bool isOpen, bool isExplicit, int depth)
    {
        while (stream.Position < end)
        {
            var element = ReadHeader(isExplicit, end);
            if (element.Number == ItemEnd && isOpen) return null;
            if (element.Number == DicomTag.PixelData.Number && depth == 0) return element;
            ReadValue(into, element, isExplicit, end, depth);
        }

        return isOpen ? throw Damaged("ends within a sequence") : null;
    }

    private void ReadValue(DicomElements? into, Element element, bool isExplicit, long end, int depth)
    {
        bool isOpen = element.Length == Undefined;
        var tag = into is null ? null : DicomTag.Of(element.Number);
        if (element.Number >> 16 == 0xFFFE) throw Damaged($"has the delimiter {DicomTag.Text(element.Number)} where none belongs");
        if (isOpen && element.Type is "OB" or "OW")
        {
            Fragments((_, _) => { });
        }
        else if (isOpen || tag is { IsSequence: true })
        {
            if (element.Type is not ("" or "SQ" or "UN")) throw Damaged($"has no length for the element {DicomTag.Text(element.Number)} of type {element.Type}");
            // A sequence of unknown type was copied from an implicit file (PS3.5, section 6.2.2).
            ReadItems(into, tag, isOpen ? end : stream.Position + element.Length, isOpen, isExplicit && element.Type != "UN", depth);
        }
        else if (tag is not null)
        {
            if (element.Length > LongestValue) throw Damaged($"has {element.Length} bytes for {tag}");
            var value = new byte[element.Length];
            stream.ReadExactly(value);
            into!.Add(tag, value);
        }
        else
        {
            stream.Position += element.Length;
        }
    }

    private void ReadItems(DicomElements? into, DicomTag? tag, long end, bool isOpen, bool isExplicit, int depth)
    {
        if (depth >= DeepestNesting) throw Damaged($"nests sequences more than {DeepestNesting} deep");
        while (stream.Position < end)
        {
            var header = ReadHeader(isExplicit, end);
            if (header.Number == SequenceEnd && isOpen) return;
            if (header.Number != Item) throw Damaged($"has {DicomTag.Text(header.Number)} where an item of a sequence belongs");
            bool isOpenItem = header.Length == Undefined;
            if (tag is { IsSequence: true } && ++items > MostItems) throw Damaged($"has more than {MostItems} items");
            var item = tag is { IsSequence: true } ? into!.AddItem(tag) : null;
            if (item is null && !isOpenItem) stream.Position += header.Length;
            else ReadElements(item, isOpenItem ? end : stream.Position + header.Length, isOpenItem, isExplicit, depth + 1);
        }

        if (isOpen) throw Damaged("ends within a sequence");
    }

    private void Fragments(Action<long, int> found)
    {
        while (true)
        {
            var header = ReadHeader(isExplicit: true, stream.Length);
            if (header.Number == SequenceEnd) return;
            if (header.Number != Item || header.Length > int.MaxValue) throw Damaged($"has {DicomTag.Text(header.Number)} where a fragment of its pixels belongs");
            found(stream.Position, (int)header.Length);
            stream.Position += header.Length;
        }
    }

    private Element ReadHeader(bool isExplicit, long end)
    {
        uint number = ReadTag();
        string type = "";
        uint length;
        // Items and delimiters never name a type.
        if (!isExplicit || number >> 16 == 0xFFFE)
        {
            length = BinaryPrimitives.ReadUInt32LittleEndian(Read(stackalloc byte[4]));
        }
        else
        {
            var letters = Read(stackalloc byte[2]);
            if (!char.IsAsciiLetterUpper((char)letters[0]) || !char.IsAsciiLetterUpper((char)letters[1])) throw Damaged($"does not name the type of the element {DicomTag.Text(number)}");
            type = $"{(char)letters[0]}{(char)letters[1]}";
            length = ShortForms.Contains(type)
                ? BinaryPrimitives.ReadUInt16LittleEndian(Read(stackalloc byte[2]))
                : BinaryPrimitives.ReadUInt32LittleEndian(Read(stackalloc byte[6])[2..]);
        }

        long left = end - stream.Position;
        if (left < 0 || (length != Undefined && length > left))
        {
            throw new ImageFormatException(path, $"has the element {DicomTag.Text(number)} with {length} bytes where {Math.Max(0, left)} are left: it is truncated or damaged; copy or export it again.");
        }

        return new Element(number, type, length);
    }

    private uint ReadTag()
    {
        var bytes = Read(stackalloc byte[4]);
        return (uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16 | BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]);
    }

    private ReadOnlySpan<byte> Read(Span<byte> bytes)
    {
        stream.ReadExactly(bytes);
        return bytes;
    }

    private ImageFormatException Damaged(string what) => new(path, $"{what}: it is damaged; copy or export it again.");

    /// <summary>What stands before a value: group and element, type ("" where the syntax names none) and number of bytes.</summary>
    private readonly record struct Element(uint Number, string Type, uint Length);
}
