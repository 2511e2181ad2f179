using SsNet.Data;
using SsNet.Experiments.Phantoms;
using SsNet.Imaging;

namespace SsNet.Experiments.Benchmarks;

/// <summary>Phantom scans as a benchmark: nothing to fetch, and the same scans for the same seed on every machine.</summary>
public sealed class PhantomBenchmark : IBenchmark
{
    /// <summary>Training scans when no number is given.</summary>
    public const int DefaultTrainingCases = 16;

    /// <summary>Test scans when no number is given.</summary>
    public const int DefaultTestCases = 8;

    private readonly PhantomKind kind;
    private readonly PhantomDataset scans;

    /// <summary>A benchmark; no scan is made yet.</summary>
    /// <param name="kind">What the scans show.</param>
    /// <param name="seed">The seed of the scans.</param>
    /// <param name="testCases">Number of test scans.</param>
    /// <param name="options">What the scans are like.</param>
    public PhantomBenchmark(PhantomKind kind, long seed, int testCases, PhantomOptions options)
    {
        this.kind = kind;
        scans = new PhantomDataset(kind, seed, options);
        Test = scans.HeldOut(testCases);
    }

    /// <inheritdoc/>
    public string Name => kind.Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => kind.ClassNames;

    /// <inheritdoc/>
    public IReadOnlyList<CaseSource> Validation => [];

    /// <inheritdoc/>
    public IReadOnlyList<CaseSource> Test { get; }

    /// <inheritdoc/>
    public Dataset Training(int labelled, int cases = 0)
    {
        if (cases == 0) cases = Math.Max(DefaultTrainingCases, labelled);
        if (cases > PhantomDataset.MostTrainingCases)
        {
            throw new ReportedException($"training-cases: there are at most {PhantomDataset.MostTrainingCases} phantom scans to train on, not {cases}; lower the number.");
        }

        if (labelled == 0) labelled = cases;
        if (labelled > cases) throw new ReportedException($"labelled: {labelled} phantom scans cannot be labelled where training-cases is {cases}; lower one or raise the other.");
        return scans.Training(cases, labelled);
    }
}
