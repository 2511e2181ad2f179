namespace SsNet.Imaging.Formats;

/// <summary>Reads another stream and keeps the checksum of what was read.</summary>
/// <param name="source">The stream; stays open.</param>
internal sealed class Crc32Stream(Stream source) : ForwardStream
{
    private readonly Crc32 sum = new();

    /// <summary>The checksum of the bytes that were read.</summary>
    public uint Value => sum.Value;

    public override int Read(Span<byte> buffer)
    {
        int read = source.Read(buffer);
        sum.Add(buffer[..read]);
        return read;
    }
}
