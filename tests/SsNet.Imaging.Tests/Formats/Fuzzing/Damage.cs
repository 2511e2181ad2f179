using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace SsNet.Imaging.Tests.Formats.Fuzzing;

/// <summary>The ways in which a file gets damaged by accident, and some in which only malice would damage it.</summary>
internal static class Damage
{
    private static readonly long[] Extremes =
    [
        0, -1, 1, 2, 7, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 1 << 20, 1 << 30, int.MaxValue, int.MinValue, uint.MaxValue, 1L << 32, 1L << 40, long.MaxValue, long.MinValue,
    ];

    private static readonly string[] ExtremeTexts =
    [
        "0", "-1", "1", "2", "5", "1000", "65536", "2147483647", "2147483648", "4294967296", "9223372036854775807", "99999999999999999999999", "1e308", "1e-320", "NaN", "inf", "",
    ];

    /// <summary>Damages a copy of a file in one way or, now and then, in several.</summary>
    public static byte[] Apply(Random random, byte[] content, int headerLength)
    {
        byte[] damaged = Once(random, content, headerLength);
        while (random.Next(4) == 0) damaged = Once(random, damaged, headerLength);
        return damaged;
    }

    private static byte[] Once(Random random, byte[] content, int headerLength)
    {
        if (content.Length == 0) return [(byte)random.Next(256)];
        // Three in four in the header, which is where numbers decide about other numbers.
        int at = random.Next(random.Next(4) == 0 ? content.Length : Math.Min(headerLength, content.Length));
        int end = Math.Min(content.Length, at + random.Next(1, 20));
        byte[] damaged = [.. content];
        switch (random.Next(10))
        {
            case 0:
                damaged[at] ^= (byte)(1 << random.Next(8));
                return damaged;
            case 1:
                for (int i = random.Next(1, 8); i > 0; i--) damaged[random.Next(Math.Min(headerLength, damaged.Length))] = (byte)random.Next(256);
                return damaged;
            case 2:
                return damaged[..random.Next(damaged.Length)];
            case 3:
                damaged.AsSpan(at..end).Clear();
                return damaged;
            case 4:
                return [.. damaged[..at], .. damaged[end..]];
            case 5:
                return [.. damaged[..end], .. damaged[at..]];
            case 6:
                return [.. damaged[..at], .. RandomBytes(random, random.Next(1, 20)), .. damaged[at..]];
            case 7:
                return [.. damaged, .. RandomBytes(random, random.Next(1, 40))];
            case 8:
                WriteNumber(random, damaged.AsSpan(at));
                return damaged;
            default:
                return WithTextNumber(random, damaged, headerLength);
        }
    }

    private static byte[] RandomBytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static void WriteNumber(Random random, Span<byte> to)
    {
        Span<byte> number = stackalloc byte[8];
        long value = Extremes[random.Next(Extremes.Length)];
        int width = Math.Min(1 << random.Next(4), to.Length);
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, value);
            number[..width].CopyTo(to);
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(number, value);
            number[^width..].CopyTo(to);
        }
    }

    /// <summary>Replaces one of the numbers that stand as text in the header.</summary>
    private static byte[] WithTextNumber(Random random, byte[] content, int headerLength)
    {
        var header = content.AsSpan(0, Math.Min(headerLength, content.Length));
        int at = random.Next(header.Length);
        int found = header[at..].IndexOfAnyInRange((byte)'0', (byte)'9');
        if (found < 0)
        {
            WriteNumber(random, content.AsSpan(at));
            return content;
        }

        int start = at + found;
        int length = header[start..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        int end = length < 0 ? header.Length : start + length;
        string text = random.Next(4) == 0 ? random.NextInt64().ToString(CultureInfo.InvariantCulture) : ExtremeTexts[random.Next(ExtremeTexts.Length)];
        return [.. content[..start], .. Encoding.ASCII.GetBytes(text), .. content[end..]];
    }
}
