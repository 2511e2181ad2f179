using SsNet.Data;
using SsNet.Experiments.Benchmarks;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Tests.Benchmarks;

/// <summary>A data set of labelled cases of one voxel, each named and grouped as a test wants it.</summary>
/// <param name="cases">Name and group of every training case.</param>
internal sealed class MadeUpBenchmark(params (string Id, string? Group)[] cases) : IBenchmark
{
    public string Name => "made up";

    public IReadOnlyList<string> ClassNames => ["one"];

    public bool AllowsIgnored { get; init; }

    public IReadOnlyList<CaseSource> Test => [];

    public IReadOnlyList<CaseSource> Validation => [];

    public Dataset Training(int labelled, int cases = 0)
    {
        CaseSource[] all = [.. All()];
        if (labelled == 0) labelled = all.Length;
        return new Dataset(all[..labelled], all[labelled..]);
    }

    private IEnumerable<CaseSource> All() => cases.Select(entry =>
    {
        var source = new CaseSource(entry.Id, () => new Case(entry.Id, new Volume<float>(Geometry.OfSize(1, 1, 1)), new Volume<byte>(Geometry.OfSize(1, 1, 1))));
        return entry.Group is null ? source : source with { Group = entry.Group };
    });
}
