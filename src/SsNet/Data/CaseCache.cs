using SsNet.Imaging;

namespace SsNet.Data;

/// <summary>
/// Decoded cases kept in memory. Each is loaded and checked once, even when several threads ask for it at the same time;
/// a failed load is tried again when the case is next asked for. Thread-safe.
/// </summary>
public sealed class CaseCache
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Id, bool Labelled), LinkedListNode<Entry>> entries = [];
    private readonly LinkedList<Entry> latestFirst = [];
    private readonly Action<Case> check;
    private readonly long byteBudget;
    private long bytes;

    /// <summary>An empty cache.</summary>
    /// <param name="check">Checks a case that was loaded and throws a ReportedException when it cannot be used; see <see cref="CaseRequirements"/>.</param>
    /// <param name="byteBudget">Voxel data to keep at most, in bytes: the cases used longest ago are dropped first. Without a limit when omitted.</param>
    public CaseCache(Action<Case> check, long byteBudget = long.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(byteBudget);
        this.check = check;
        this.byteBudget = byteBudget;
    }

    /// <summary>Voxel data kept now, in bytes.</summary>
    public long Bytes
    {
        get
        {
            lock (gate) return bytes;
        }
    }

    /// <summary>The case, loaded if it is not in memory. Its name identifies it: all cases of a cache need different names.</summary>
    /// <param name="source">Where the case comes from.</param>
    /// <param name="labelled">Whether the label is to be used: if so there must be one, and if not it is dropped before anybody sees it.</param>
    /// <exception cref="ReportedException">The case cannot be loaded, has no label although one is to be used, or does not pass the check.</exception>
    public Case Get(CaseSource source, bool labelled)
    {
        LinkedListNode<Entry>? node;
        lock (gate)
        {
            if (entries.TryGetValue((source.Id, labelled), out node))
            {
                latestFirst.Remove(node);
            }
            else
            {
                node = new(new Entry(source, labelled, check));
                entries.Add((source.Id, labelled), node);
            }

            latestFirst.AddFirst(node);
        }

        try
        {
            var loaded = node.Value.Loading.Value;
            Account(node, loaded);
            return loaded;
        }
        catch
        {
            lock (gate) Forget(node);
            throw;
        }
    }

    private void Account(LinkedListNode<Entry> node, Case loaded)
    {
        lock (gate)
        {
            if (node.List is null || node.Value.Bytes > 0) return;
            node.Value.Bytes = loaded.Geometry.VoxelCount * (sizeof(float) * loaded.Channels.Length + (loaded.Label is null ? 0 : sizeof(byte)));
            bytes += node.Value.Bytes;

            var oldest = latestFirst.Last;
            while (bytes > byteBudget && oldest is not null)
            {
                var next = oldest.Previous;
                // A case that is still loading takes no part: dropping it frees nothing and would have it loaded twice.
                if (oldest.Value.Bytes > 0) Forget(oldest);
                oldest = next;
            }
        }
    }

    private void Forget(LinkedListNode<Entry> node)
    {
        if (node.List is null) return;
        latestFirst.Remove(node);
        entries.Remove((node.Value.Source.Id, node.Value.Labelled));
        bytes -= node.Value.Bytes;
    }

    private sealed class Entry
    {
        public Entry(CaseSource source, bool labelled, Action<Case> check)
        {
            Source = source;
            Labelled = labelled;
            Loading = new Lazy<Case>(() => Load(source, labelled, check));
        }

        public CaseSource Source { get; }

        public bool Labelled { get; }

        public Lazy<Case> Loading { get; }

        /// <summary>0 until the case is loaded.</summary>
        public long Bytes { get; set; }

        private static Case Load(CaseSource source, bool labelled, Action<Case> check)
        {
            var loaded = source.Load();
            if (!labelled)
            {
                loaded = new Case(loaded.Id, loaded.Channels, label: null);
            }
            else if (loaded.Label is null)
            {
                throw new ReportedException($"Case {loaded.Id} is listed as labelled but has no label: add its label, or list it as unlabelled.");
            }

            source.Check(loaded, check);
            return loaded;
        }
    }
}
