namespace SsNet.Imaging.Formats;

/// <summary>
/// The compressed bytes of a gzip stream, so that one cut short cannot pass for a complete one. .NET's decompression takes the end of the file for the end of the data, even
/// where the checksum is still to come. Behind the file this stream therefore goes on with bytes that complete no checksum and begin no further member, and
/// fails when these are not enough.
/// </summary>
/// <param name="file">The file, at the first compressed byte; stays open.</param>
internal sealed class GzipSource(Stream file) : ForwardStream
{
    /// <summary>More than the checksum and the length, which are the last eight bytes of a member.</summary>
    private const int Beyond = 16;

    private bool isAtEnd;

    public override int Read(Span<byte> buffer)
    {
        int read = file.Read(buffer);
        if (read > 0 || buffer.Length == 0) return read;
        if (isAtEnd) throw new EndOfStreamException();
        isAtEnd = true;
        int beyond = Math.Min(Beyond, buffer.Length);
        // A length of 2³² − 1 bytes is beyond what is ever read.
        buffer[..beyond].Fill(0xFF);
        return beyond;
    }
}
