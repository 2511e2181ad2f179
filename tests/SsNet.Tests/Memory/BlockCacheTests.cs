using CsCheck;
using SsNet.Memory;

namespace SsNet.Tests.Memory;

public class BlockCacheTests
{
    private const long MiB = 1 << 20;

    [Fact]
    public void A_block_that_was_given_back_is_handed_out_again()
    {
        var source = new Source();
        var cache = new BlockCache(source.Reserve, source.Release);
        nint first = cache.Take(100 * MiB);
        Assert.True(cache.TryReturn(first));
        Assert.Equal(first, cache.Take(100 * MiB));
        Assert.Single(source.Reserved);
    }

    [Fact]
    public void A_little_less_gets_the_same_block_and_much_less_another()
    {
        var source = new Source();
        var cache = new BlockCache(source.Reserve, source.Release);
        nint first = cache.Take(100 * MiB);
        cache.TryReturn(first);
        Assert.Equal(first, cache.Take(99 * MiB));
        Assert.NotEqual(first, cache.Take(50 * MiB));
    }

    [Fact]
    public void The_longest_unused_goes_back_first_when_another_size_is_asked_for()
    {
        var source = new Source();
        var cache = new BlockCache(source.Reserve, source.Release);
        nint[] blocks = [cache.Take(32 * MiB), cache.Take(64 * MiB), cache.Take(128 * MiB)];
        foreach (nint block in blocks) cache.TryReturn(block);
        cache.Take(48 * MiB);
        // 224 MiB were in use at one time: beside 48 there is room for the newest alone.
        Assert.Equal([blocks[0], blocks[1]], source.Released);
        Assert.Equal(128 * MiB, cache.KeptBytes);
    }

    [Fact]
    public void An_address_from_elsewhere_is_not_taken_back()
    {
        var cache = new BlockCache(new Source().Reserve, (_, _) => { });
        Assert.False(cache.TryReturn(42));
        nint block = cache.Take(MiB);
        Assert.True(cache.TryReturn(block));
        Assert.False(cache.TryReturn(block));
    }

    [Fact]
    public void Where_memory_ends_what_is_kept_is_given_back_before_the_caller_hears_of_it()
    {
        var source = new Source { Capacity = 100 * MiB };
        var cache = new BlockCache(source.Reserve, source.Release);
        nint small = cache.Take(64 * MiB), other = cache.Take(32 * MiB);
        cache.TryReturn(small);
        Assert.NotEqual(0, cache.Take(60 * MiB));
        Assert.Equal(0, cache.Take(60 * MiB));
        Assert.Equal(96 * MiB, cache.UsedBytes + cache.KeptBytes + 4 * MiB);
        cache.TryReturn(other);
    }

    [Fact]
    public void Trimming_gives_back_all_that_is_not_in_use()
    {
        var source = new Source();
        var cache = new BlockCache(source.Reserve, source.Release);
        nint used = cache.Take(10 * MiB);
        cache.TryReturn(cache.Take(20 * MiB));
        cache.Trim();
        Assert.Equal(0, cache.KeptBytes);
        Assert.Single(source.Released);
        Assert.Equal([used], source.Held.Keys);
    }

    /// <summary>Of any sequence of takes and returns: no block is out twice, blocks are large enough, and never is more held than once was in use.</summary>
    [Fact]
    public void Never_is_more_held_than_was_in_use_at_one_time()
    {
        var operations = Gen.Select(Gen.Bool, Gen.Long[1, 300 * MiB], Gen.Int[0, 1000]).Array[1, 200];
        operations.Sample(
            sequence =>
            {
                var source = new Source();
                var cache = new BlockCache(source.Reserve, source.Release);
                var used = new List<nint>();
                long most = 0;
                foreach (var (takes, bytes, which) in sequence)
                {
                    if (takes || used.Count == 0)
                    {
                        nint block = cache.Take(bytes);
                        Assert.DoesNotContain(block, used);
                        Assert.InRange(source.Held[block], bytes, bytes + bytes / 8 + 1);
                        used.Add(block);
                    }
                    else
                    {
                        Assert.True(cache.TryReturn(used[which % used.Count]));
                        used.RemoveAt(which % used.Count);
                    }

                    most = Math.Max(most, cache.UsedBytes);
                    Assert.Equal(used.Sum(block => source.Held[block]), cache.UsedBytes);
                    Assert.Equal(source.Held.Values.Sum(), cache.UsedBytes + cache.KeptBytes);
                    Assert.True(cache.UsedBytes + cache.KeptBytes <= most);
                }
            },
            iter: 300);
    }

    /// <summary>Memory that is only counted.</summary>
    private sealed class Source
    {
        private nint next = 1;

        public long Capacity { get; init; } = long.MaxValue;

        public Dictionary<nint, long> Held { get; } = [];

        public List<nint> Reserved { get; } = [];

        public List<nint> Released { get; } = [];

        public nint Reserve(long bytes)
        {
            if (Held.Values.Sum() + bytes > Capacity) return 0;
            Held.Add(next, bytes);
            Reserved.Add(next);
            return next++;
        }

        public void Release(nint address, long bytes)
        {
            Assert.Equal(Held[address], bytes);
            Held.Remove(address);
            Released.Add(address);
        }
    }
}
