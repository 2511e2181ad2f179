using SsNet.Data;

namespace SsNet.Experiments.Phantoms;

/// <summary>Data sets of phantom scans. Scans are made when first needed and kept.</summary>
public static class PhantomDataset
{
    /// <summary>Scans there are to train on. Held-out scans have the indices beyond, so that the two never share one.</summary>
    public const int MostTrainingCases = 900;

    /// <summary>Scans to train on: the first ones labelled, the others not.</summary>
    /// <param name="seed">The seed of the set.</param>
    /// <param name="count">Number of scans, at most 900.</param>
    /// <param name="labelled">How many of them are labelled.</param>
    /// <param name="options">What the scans are like.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more scans than 900, or more labelled scans than scans.</exception>
    public static Dataset Create(long seed, int count, int labelled, PhantomOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostTrainingCases);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(labelled, count);
        return new Dataset(Sources(seed, 0, labelled, options), Sources(seed, labelled, count - labelled, options));
    }

    /// <summary>Scans to test on, none of which <see cref="Create"/> gives.</summary>
    /// <param name="seed">The seed of the set.</param>
    /// <param name="count">Number of scans.</param>
    /// <param name="options">What the scans are like.</param>
    public static IReadOnlyList<CaseSource> HeldOut(long seed, int count, PhantomOptions options) => Sources(seed, MostTrainingCases, count, options);

    private static CaseSource[] Sources(long seed, int first, int count, PhantomOptions options) =>
        [.. Enumerable.Range(first, count).Select(index =>
        {
            var scan = new Lazy<Case>(() => LeftAtriumPhantom.Create(seed, index, options));
            return new CaseSource($"phantom-{index:000}", () => scan.Value);
        })];
}
