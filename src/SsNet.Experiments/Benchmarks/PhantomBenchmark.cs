using SsNet.Data;
using SsNet.Experiments.Phantoms;
using SsNet.Imaging;

namespace SsNet.Experiments.Benchmarks;

/// <summary>Phantom scans as a benchmark: nothing to fetch, and the same scans for the same seed on every machine.</summary>
/// <param name="seed">The seed of the scans.</param>
/// <param name="testCases">Number of test scans.</param>
/// <param name="options">What the scans are like.</param>
public sealed class PhantomBenchmark(long seed, int testCases, PhantomOptions options) : IBenchmark
{
    /// <summary>Training scans when no number is given.</summary>
    public const int DefaultTrainingCases = 16;

    /// <summary>Test scans when no number is given.</summary>
    public const int DefaultTestCases = 8;

    /// <inheritdoc/>
    public string Name => "phantom";

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => ["left atrium"];

    /// <inheritdoc/>
    public IReadOnlyList<CaseSource> Validation => [];

    /// <inheritdoc/>
    public IReadOnlyList<CaseSource> Test { get; } = PhantomDataset.HeldOut(seed, testCases, options);

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
        return PhantomDataset.Create(seed, cases, labelled, options);
    }
}
