using SsNet.Experiments.Phantoms;

namespace SsNet.Experiments.Tests.Phantoms;

public class PhantomDatasetTests
{
    private static readonly PhantomOptions Small = new() { Size = [16, 16, 12] };

    [Fact]
    public void The_first_cases_are_labelled_and_all_have_names_of_their_own()
    {
        var dataset = PhantomDataset.Create(1, 20, 4, Small);
        Assert.Equal(["phantom-000", "phantom-001", "phantom-002", "phantom-003"], dataset.Labelled.Select(source => source.Id));
        Assert.Equal(16, dataset.Unlabelled.Count);
        var heldOut = PhantomDataset.HeldOut(1, 8, Small);
        Assert.Equal(28, dataset.Labelled.Concat(dataset.Unlabelled).Concat(heldOut).Select(source => source.Id).Distinct().Count());
    }

    [Fact]
    public void A_case_is_made_once_and_carries_its_sources_name()
    {
        var source = PhantomDataset.HeldOut(1, 3, Small)[2];
        var scan = source.Load();
        Assert.Equal(source.Id, scan.Id);
        Assert.Same(scan, source.Load());
    }

    [Fact]
    public void Impossible_numbers_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PhantomDataset.Create(1, 3, 4, Small));
        Assert.Throws<ArgumentOutOfRangeException>(() => PhantomDataset.Create(1, 901, 4, Small));
    }
}
