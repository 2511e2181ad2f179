using SsNet.Experiments.Phantoms;

namespace SsNet.Experiments.Tests.Phantoms;

public class PhantomDatasetTests
{
    private static readonly PhantomDataset LeftAtria = new(PhantomKind.LeftAtrium, 1, new PhantomOptions { Size = [16, 16, 12] });
    private static readonly PhantomDataset Cines = new(PhantomKind.Cine, 1, new PhantomOptions { Size = [8, 16, 16] });

    [Fact]
    public void The_first_cases_are_labelled_and_all_have_names_of_their_own()
    {
        var dataset = LeftAtria.Training(20, 4);
        Assert.Equal(["phantom-000", "phantom-001", "phantom-002", "phantom-003"], dataset.Labelled.Select(source => source.Id));
        Assert.Equal(16, dataset.Unlabelled.Count);
        var heldOut = LeftAtria.HeldOut(8);
        Assert.Equal(28, dataset.Labelled.Concat(dataset.Unlabelled).Concat(heldOut).Select(source => source.Id).Distinct().Count());
    }

    [Fact]
    public void Held_out_scans_come_after_the_last_one_there_is_to_train_on()
    {
        Assert.Equal("cine-phantom-899", Cines.Training(900, 3).Unlabelled[^1].Id);
        Assert.Equal(["cine-phantom-900", "cine-phantom-901"], Cines.HeldOut(2).Select(source => source.Id));
        var last = CinePhantom.Create(1, 901, new PhantomOptions { Size = [8, 16, 16] });
        Assert.Equal(last.Channels[0].Voxels, Cines.HeldOut(2)[1].Load().Channels[0].Voxels);
    }

    [Fact]
    public void A_case_is_made_once_and_carries_its_sources_name()
    {
        foreach (var scans in new[] { LeftAtria, Cines })
        {
            var source = scans.HeldOut(3)[2];
            var scan = source.Load();
            Assert.Equal(source.Id, scan.Id);
            Assert.Same(scan, source.Load());
        }
    }

    [Fact]
    public void Impossible_numbers_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LeftAtria.Training(3, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => LeftAtria.Training(901, 4));
    }
}
