namespace SsNet.Imaging.Formats;

/// <summary>Reads another stream and keeps the checksum of what was read.</summary>
/// <param name="source">The stream; stays open.</param>
internal sealed class Crc32Stream(Stream source) : Stream
{
    private readonly Crc32 sum = new();

    /// <summary>The checksum of the bytes that were read.</summary>
    public uint Value => sum.Value;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int read = source.Read(buffer);
        sum.Add(buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }
}
