using System.Runtime.CompilerServices;

namespace SsNet.Imaging.Formats.Hdf5;

/// <summary>
/// Reads a file with limits that no sound file reaches. A damaged file can send a parser around in circles or into
/// endless recursion, which would hang or kill the process; each round reads something, so it is stopped here.
/// </summary>
internal sealed class GuardedStream(FileStream file) : Stream
{
    private long remainingReads = 2_000_000 + file.Length;
    private long remainingBytes = (64L << 20) + 16 * file.Length;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        remainingReads--;
        remainingBytes -= buffer.Length;
        if (remainingReads < 0 || remainingBytes < 0) throw new InvalidDataException("the file refers to itself without end");
        return file.Read(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }
}
