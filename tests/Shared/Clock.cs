namespace SsNet.Testing;

/// <summary>A clock that the test sets.</summary>
internal sealed class Clock : TimeProvider
{
    public long Seconds { get; set; }

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => Seconds;
}
