namespace SsNet.Imaging.Formats;

/// <summary>The checksum of PNG and ZIP: CRC-32 with the reflected polynomial EDB88320 (ISO 3309; PNG specification, annex D).</summary>
internal sealed class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(OfByte)];

    private uint rest = uint.MaxValue;

    /// <summary>The checksum of all bytes so far.</summary>
    public uint Value => ~rest;

    /// <summary>The checksum of some bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var sum = new Crc32();
        sum.Add(bytes);
        return sum.Value;
    }

    /// <summary>Goes on with further bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        uint sum = rest;
        foreach (byte b in bytes) sum = Table[(byte)(sum ^ b)] ^ (sum >> 8);
        rest = sum;
    }

    private static uint OfByte(int value)
    {
        uint sum = (uint)value;
        for (int bit = 0; bit < 8; bit++) sum = (sum & 1) == 0 ? sum >> 1 : 0xEDB88320 ^ (sum >> 1);
        return sum;
    }
}
