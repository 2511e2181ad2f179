namespace SsNet.Memory;

/// <summary>
/// Keeps blocks of memory that were given back, to hand them out again. It never holds more, in use and kept together, than was ever in use at one time: what is kept too long, the
/// longest unused first, goes back to its source before a new block is taken from there.
/// </summary>
/// <param name="reserve">The source: bytes to the address of a new block, 0 if there is no more memory.</param>
/// <param name="release">Takes a block (address, bytes) back to the source.</param>
internal sealed class BlockCache(Func<long, nint> reserve, Action<nint, long> release)
{
    /// <summary>Sizes are rounded up to a multiple of the next lower power of two divided by this, so that blocks fit again and at most an eighth is unused.</summary>
    private const int StepsPerDoubling = 8;

    private readonly Lock exclusive = new();
    private readonly Dictionary<nint, long> used = [];
    private readonly List<(nint Address, long Bytes)> kept = [];
    private long usedBytes, keptBytes, mostUsedBytes;

    /// <summary>Whether blocks that are given back are kept; what is kept when it ends goes back to the source.</summary>
    public bool Keeps
    {
        get;
        set
        {
            lock (exclusive)
            {
                field = value;
                if (!value) KeepAtMost(0);
            }
        }
    } = true;

    /// <summary>Bytes in use.</summary>
    public long UsedBytes
    {
        get { lock (exclusive) return usedBytes; }
    }

    /// <summary>Bytes that wait for their next use.</summary>
    public long KeptBytes
    {
        get { lock (exclusive) return keptBytes; }
    }

    /// <summary>A block of at least so many bytes; its contents are arbitrary. 0 if there is no more memory.</summary>
    /// <param name="bytes">How many, at least 1.</param>
    public nint Take(long bytes)
    {
        long size = Rounded(bytes);
        lock (exclusive)
        {
            // The newest first: its contents may still be in the processor's caches.
            int index = kept.FindLastIndex(block => block.Bytes == size);
            nint address = index >= 0 ? kept[index].Address : Reserve(size);
            if (index >= 0) Forget(index);
            if (address == 0) return 0;
            used.Add(address, size);
            usedBytes += size;
            mostUsedBytes = Math.Max(mostUsedBytes, usedBytes);
            return address;
        }
    }

    /// <summary>Takes a block back.</summary>
    /// <param name="address">What <see cref="Take"/> gave.</param>
    /// <returns>False, with nothing done, if the block is not from here.</returns>
    public bool TryReturn(nint address)
    {
        lock (exclusive)
        {
            if (!used.Remove(address, out long size)) return false;
            usedBytes -= size;
            if (Keeps)
            {
                keptBytes += size;
                kept.Add((address, size));
            }
            else
            {
                release(address, size);
            }

            return true;
        }
    }

    /// <summary>Gives everything that is not in use back to the source.</summary>
    public void Trim()
    {
        lock (exclusive) KeepAtMost(0);
    }

    private static long Rounded(long bytes)
    {
        long step = Math.Max((1L << (63 - (int)long.LeadingZeroCount(bytes))) / StepsPerDoubling, 1);
        return (bytes + step - 1) / step * step;
    }

    private nint Reserve(long size)
    {
        KeepAtMost(Math.Max(mostUsedBytes - usedBytes - size, 0));
        nint address = reserve(size);
        if (address != 0 || kept.Count == 0) return address;
        KeepAtMost(0);
        return reserve(size);
    }

    private void KeepAtMost(long bytes)
    {
        while (keptBytes > bytes)
        {
            var (address, size) = kept[0];
            Forget(0);
            release(address, size);
        }
    }

    private void Forget(int index)
    {
        keptBytes -= kept[index].Bytes;
        kept.RemoveAt(index);
    }
}
