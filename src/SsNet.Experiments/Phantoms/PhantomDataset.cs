using SsNet.Data;

namespace SsNet.Experiments.Phantoms;

/// <summary>Data sets of phantom scans. Scans are made when first needed and kept.</summary>
/// <param name="kind">What they show.</param>
/// <param name="seed">The seed of the set.</param>
/// <param name="options">What the scans are like.</param>
public sealed class PhantomDataset(PhantomKind kind, long seed, PhantomOptions options)
{
    /// <summary>Scans there are to train on. Held-out scans have the indices beyond, so that the two never share one.</summary>
    public const int MostTrainingCases = 900;

    /// <summary>Scans to train on: the first ones labelled, the others not.</summary>
    /// <param name="count">Number of scans, at most 900.</param>
    /// <param name="labelled">How many of them are labelled.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more scans than 900, or more labelled scans than scans.</exception>
    public Dataset Training(int count, int labelled)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostTrainingCases);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(labelled, count);
        return new Dataset(Sources(0, labelled), Sources(labelled, count - labelled));
    }

    /// <summary>Scans to test on, none of which <see cref="Training"/> gives.</summary>
    /// <param name="count">Number of scans.</param>
    public IReadOnlyList<CaseSource> HeldOut(int count) => Sources(MostTrainingCases, count);

    private CaseSource[] Sources(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(index =>
        {
            var scan = new Lazy<Case>(() => kind.Create(seed, index, options));
            return new CaseSource(kind.CaseId(index), () => scan.Value);
        })];
}
