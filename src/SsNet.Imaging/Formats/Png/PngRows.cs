namespace SsNet.Imaging.Formats.Png;

/// <summary>The rows of a picture: their filters undone (PNG specification, clause 9), their samples unpacked to whole bytes.</summary>
internal static class PngRows
{
    /// <summary>Undoes the filter of every row.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="header">Its header.</param>
    /// <param name="filtered">The rows, each behind a byte for its filter; they are overwritten.</param>
    /// <returns>The rows alone.</returns>
    /// <exception cref="ImageFormatException">There is no such filter.</exception>
    public static byte[] Unfilter(string path, PngHeader header, byte[] filtered)
    {
        int length = (int)header.RowLength;
        var rows = new byte[length * header.Height];
        var above = new byte[length].AsSpan();
        for (int row = 0; row < header.Height; row++)
        {
            int filter = filtered[row * (length + 1)];
            var to = rows.AsSpan(row * length, length);
            filtered.AsSpan(row * (length + 1) + 1, length).CopyTo(to);
            if (filter > 4) throw new ImageFormatException(path, $"has the filter {filter} in row {row}, which PNG does not know: it is damaged; copy or export it again.");
            Undo(filter, to, above, header.PixelLength);
            above = to;
        }

        return rows;
    }

    /// <summary>One number per pixel, of one byte or of two in the file's byte order: grey as it is, the index of a palette, or colours that are grey.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="header">Its header.</param>
    /// <param name="rows">The rows.</param>
    /// <exception cref="ImageFormatException">There are colours, or pixels that are not opaque.</exception>
    public static byte[] Unpack(string path, PngHeader header, byte[] rows)
    {
        if (header.Channels > 1) return Grey(path, header, rows);
        if (header.Depth >= 8) return rows;
        var numbers = new byte[header.Width * header.Height];
        int perByte = 8 / header.Depth;
        int mask = (1 << header.Depth) - 1;
        for (int row = 0; row < header.Height; row++)
        {
            var from = rows.AsSpan(row * (int)header.RowLength);
            var to = numbers.AsSpan(row * header.Width, header.Width);
            // The leftmost pixel has the highest bits.
            for (int i = 0; i < to.Length; i++) to[i] = (byte)((from[i / perByte] >> (8 - header.Depth * (1 + i % perByte))) & mask);
        }

        return numbers;
    }

    private static void Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int pixel)
    {
        if (filter == 0) return;
        for (int i = 0; i < row.Length; i++)
        {
            int left = i < pixel ? 0 : row[i - pixel];
            int corner = i < pixel ? 0 : above[i - pixel];
            row[i] += (byte)(filter switch
            {
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                _ => Paeth(left, above[i], corner),
            });
        }
    }

    /// <summary>The neighbour that is closest to left + above − corner; the first of these three where two are.</summary>
    private static int Paeth(int left, int above, int corner)
    {
        int toLeft = Math.Abs(above - corner);
        int toAbove = Math.Abs(left - corner);
        int toCorner = Math.Abs(left + above - 2 * corner);
        if (toLeft <= toAbove && toLeft <= toCorner) return left;
        return toAbove <= toCorner ? above : corner;
    }

    private static byte[] Grey(string path, PngHeader header, byte[] rows)
    {
        int size = header.Depth / 8;
        int colours = header.HasOpacity ? header.Channels - 1 : header.Channels;
        var numbers = new byte[rows.Length / header.Channels];
        for (int pixel = 0; pixel < numbers.Length / size; pixel++)
        {
            var from = rows.AsSpan(pixel * header.PixelLength, header.PixelLength);
            var first = from[..size];
            for (int colour = 1; colour < colours; colour++)
            {
                if (!from.Slice(colour * size, size).SequenceEqual(first)) throw Refused(pixel, "is coloured", "save it in grey, or label maps with a palette");
            }

            if (header.HasOpacity && from[(colours * size)..].ContainsAnyExcept(byte.MaxValue)) throw Refused(pixel, "is not opaque", "save it without transparency");
            first.CopyTo(numbers.AsSpan(pixel * size));
        }

        return numbers;

        ImageFormatException Refused(int pixel, string what, string advice) =>
            new(path, $"{what} at [{pixel / header.Width}, {pixel % header.Width}], and an image has one number per pixel; {advice}.");
    }
}
