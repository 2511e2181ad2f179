using System.Buffers.Binary;

namespace SsNet.Imaging.Formats.Dicom;

/// <summary>The pixels of an open file.</summary>
internal sealed class DicomPixels : IDisposable
{
    private const int RleHeader = 64;

    private readonly DicomFile file;
    private readonly Stream stream;
    private readonly long start;
    private readonly IReadOnlyList<(long Start, int Length)> fragments;

    /// <summary>Opens a file whose pixels were checked.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="ImageFormatException">It cannot be read.</exception>
    public DicomPixels(DicomFile file)
    {
        this.file = file;
        stream = file.OpenPixels();
        start = stream.Position;
        fragments = file.Syntax.IsRle ? FileContent.Guard(file.Path, () => new DicomReader(file.Path, stream).ReadFragments()) : [];
    }

    /// <summary>Reads the values of a frame in this machine's byte order.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="values">Receives all of them.</param>
    /// <exception cref="ImageFormatException">They are truncated or damaged.</exception>
    public void Read(DicomFrame frame, Memory<byte> values)
    {
        _ = FileContent.Guard(file.Path, () =>
        {
            if (file.Syntax.IsRle)
            {
                ReadRuns(frame, values.Span);
            }
            else
            {
                stream.Position = start + (long)frame.Index * values.Length;
                stream.ReadExactly(values.Span);
            }

            return true;
        });
        frame.Format.Unpack(values.Span);
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    /// <summary>A frame in RLE (PS3.5, annex G): one fragment, in it one segment of runs for every byte of a pixel, the highest byte first.</summary>
    private void ReadRuns(DicomFrame frame, Span<byte> values)
    {
        // The standard allows a frame one fragment alone.
        if (frame.Index >= fragments.Count) throw Damaged(frame, $"only {fragments.Count} frames are there");
        var (at, length) = fragments[frame.Index];
        if (length < RleHeader) throw Damaged(frame, "its header is incomplete");
        var bytes = new byte[length];
        stream.Position = at;
        stream.ReadExactly(bytes);

        int size = frame.Format.Size;
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (count != size) throw Damaged(frame, $"it has {count} segments where {size} belong");
        for (int segment = 0; segment < size; segment++)
        {
            long from = Offset(bytes, segment), to = segment + 1 < size ? Offset(bytes, segment + 1) : length;
            if (from < RleHeader || to < from || to > length) throw Damaged(frame, "its segments lie outside it");
            if (!TryExpand(bytes.AsSpan((int)from, (int)(to - from)), values, size - 1 - segment, size)) throw Damaged(frame, "its runs do not fill it");
        }
    }

    private static uint Offset(byte[] bytes, int segment) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4 * (segment + 1)));

    /// <summary>Expands runs into every <paramref name="step"/>-th byte.</summary>
    private static bool TryExpand(ReadOnlySpan<byte> runs, Span<byte> values, int first, int step)
    {
        int next = 0;
        int at = first;
        while (at < values.Length)
        {
            if (next >= runs.Length) return false;
            int control = runs[next++];
            if (control == 128) continue;
            bool isLiteral = control < 128;
            int count = isLiteral ? control + 1 : 257 - control;
            if (next + (isLiteral ? count : 1) > runs.Length || at + (long)(count - 1) * step >= values.Length) return false;
            for (int i = 0; i < count; i++, at += step) values[at] = runs[isLiteral ? next + i : next];
            next += isLiteral ? count : 1;
        }

        return true;
    }

    private ImageFormatException Damaged(DicomFrame frame, string what) =>
        new(file.Path, $"has a damaged frame {frame.Index + 1} in RLE: {what}; copy or export it again.");
}
