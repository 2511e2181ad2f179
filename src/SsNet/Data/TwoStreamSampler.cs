using SsNet.Imaging;
using SsNet.Randomness;

namespace SsNet.Data;

/// <summary>
/// Chooses the cases of every batch. Labelled cases come in epochs: a new random order, as many whole batches as it has,
/// the rest left out. Unlabelled cases come from an endless row of random orders. The plan of an iteration depends on the
/// seed and the iteration alone, so plans may be asked for in any order and from any thread, and there is nothing to save.
/// </summary>
public sealed class TwoStreamSampler
{
    private readonly int labelledCases;
    private readonly int unlabelledCases;
    private readonly long seed;
    private Order? labelledOrder;
    private Order? unlabelledOrder;

    /// <summary>A sampler for a data set.</summary>
    /// <param name="labelledCases">Number of labelled cases in the data set.</param>
    /// <param name="unlabelledCases">Number of unlabelled cases in the data set.</param>
    /// <param name="labelledPerBatch">Labelled samples per batch, at least 1.</param>
    /// <param name="unlabelledPerBatch">Unlabelled samples per batch; 0 for supervised training.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <exception cref="ReportedException">The data set has too few cases of one kind.</exception>
    public TwoStreamSampler(int labelledCases, int unlabelledCases, int labelledPerBatch, int unlabelledPerBatch, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(labelledPerBatch, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(unlabelledPerBatch);
        if (labelledCases < labelledPerBatch)
        {
            throw new ReportedException(
                $"The data set has {labelledCases} labelled cases but every batch takes {labelledPerBatch}: lower the number of labelled samples per batch, or add labels.");
        }

        if (unlabelledCases < 1 && unlabelledPerBatch > 0)
        {
            throw new ReportedException(
                $"The data set has no unlabelled case but every batch takes {unlabelledPerBatch}: train with supervision only (0 unlabelled samples per batch), or add unlabelled cases.");
        }

        this.labelledCases = labelledCases;
        this.unlabelledCases = unlabelledCases;
        this.seed = seed;
        LabelledPerBatch = labelledPerBatch;
        UnlabelledPerBatch = unlabelledPerBatch;
    }

    /// <summary>Labelled samples per batch.</summary>
    public int LabelledPerBatch { get; }

    /// <summary>Unlabelled samples per batch.</summary>
    public int UnlabelledPerBatch { get; }

    /// <summary>Iterations in which every labelled case is used at most once.</summary>
    public int IterationsPerEpoch => labelledCases / LabelledPerBatch;

    /// <summary>The cases of one iteration's batch.</summary>
    /// <param name="iteration">The iteration, counted from 0.</param>
    public BatchPlan PlanFor(long iteration)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(iteration);

        (long epoch, long batch) = Math.DivRem(iteration, IterationsPerEpoch);
        int[] order = OrderOf(ref labelledOrder, RandomPurpose.LabelledOrder, epoch, labelledCases);
        int[] labelled = order[(int)(batch * LabelledPerBatch)..(int)((batch + 1) * LabelledPerBatch)];

        var unlabelled = new int[UnlabelledPerBatch];
        for (int i = 0; i < unlabelled.Length; i++)
        {
            (long pass, long position) = Math.DivRem(iteration * UnlabelledPerBatch + i, unlabelledCases);
            unlabelled[i] = OrderOf(ref unlabelledOrder, RandomPurpose.UnlabelledOrder, pass, unlabelledCases)[position];
        }

        return new BatchPlan([.. labelled], [.. unlabelled]);
    }

    /// <summary>The order of a pass; the latest one is kept, since the next iteration mostly needs it again. Threads that race only draw it twice.</summary>
    private int[] OrderOf(ref Order? latest, RandomPurpose purpose, long pass, int count)
    {
        var order = Volatile.Read(ref latest);
        if (order is null || order.Pass != pass)
        {
            order = new Order(pass, new RandomSequence(seed, purpose, pass).Permutation(count));
            Volatile.Write(ref latest, order);
        }

        return order.Cases;
    }

    private sealed record Order(long Pass, int[] Cases);
}
