using SsNet.Data;
using SsNet.Experiments.Benchmarks;
using SsNet.Imaging;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Tests.Benchmarks;

public class SlicedCasesTests
{
    [Fact]
    public void Volumes_are_cut_along_the_axis_into_numbered_cases()
    {
        var dataset = new Dataset([SourceOf("a", 2, 2, 3)], [SourceOf("b", 2, 2, 1)]).Sliced(2);
        Assert.Equal(["a_slice_1", "a_slice_2", "a_slice_3"], dataset.Labelled.Select(source => source.Id));
        Assert.Equal(["b_slice_1"], dataset.Unlabelled.Select(source => source.Id));

        var slice = dataset.Labelled[1].Load();
        Assert.Equal("a_slice_2", slice.Id);
        Assert.Equal([1, 4, 7, 10], slice.Channels[0].Voxels);
        Assert.Equal([-1, -4, -7, -10], slice.Channels[1].Voxels);
        Assert.Equal([1, 4, 7, 10], slice.Label!.Voxels);
    }

    [Fact]
    public void Slices_are_of_the_group_of_their_volume()
    {
        var dataset = new Dataset([SourceOf("a", 1, 1, 2) with { Group = "patient" }], [SourceOf("b", 1, 1, 2)]).Sliced(2);
        Assert.All(dataset.Labelled, slice => Assert.Equal("patient", slice.Group));
        Assert.All(dataset.Unlabelled, slice => Assert.Equal("b", slice.Group));
    }

    [Fact]
    public void A_volume_is_read_once()
    {
        int reads = 0;
        var source = SourceOf("a", 3, 2, 2);
        var counted = source with
        {
            Load = () =>
            {
                reads++;
                return source.Load();
            },
        };
        foreach (var slice in new Dataset([counted], []).Sliced(0).Labelled) slice.Load();
        Assert.Equal(1, reads);
    }

    [Fact]
    public void A_volume_without_label_has_slices_without()
    {
        var source = new CaseSource("a", () => new Case("a", new Volume<float>(Geometry.OfSize(2, 3, 3)), label: null));
        Assert.Null(new Dataset([], [source]).Sliced(0).Unlabelled[1].Load().Label);
    }

    [Fact]
    public void Slices_that_can_be_read_on_their_own_are_taken_unread()
    {
        var slice = new CaseSource("a_slice_7", () => throw new InvalidOperationException());
        var volume = new CaseSource("a", () => throw new InvalidOperationException()) { Slices = [slice] };
        Assert.Same(slice, Assert.Single(new Dataset([volume], []).Sliced(0).Labelled));
        Assert.Equal(
            "slice-axis: the data hold the slices of a one by one, along axis 0, not 2; set slice-axis = 0.",
            Assert.Throws<ReportedException>(() => new Dataset([volume], []).Sliced(2)).Message);
    }

    [Fact]
    public void Images_of_two_axes_stay_as_they_are()
    {
        var source = SourceOf("a", 3, 4);
        Assert.Same(source, Assert.Single(new Dataset([source], []).Sliced(2).Labelled));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void An_axis_that_does_not_exist_is_named_with_the_file(int axis)
    {
        var dataset = new Dataset([SourceOf("a", 2, 3, 4) with { File = "/data/a.h5" }], []);
        Assert.Equal(
            $"/data/a.h5: slice-axis: case a has the axes 0 to 2 (2×3×4) and no axis {axis}; name one of them.",
            Assert.Throws<ReportedException>(() => dataset.Sliced(axis)).Message);
    }

    [Fact]
    public void A_slice_that_cannot_be_used_is_named_with_the_file_of_its_volume()
    {
        var slice = new Dataset([SourceOf("a", 2, 3, 4) with { File = "/data/a.h5" }], []).Sliced(0).Labelled[0];
        Assert.Equal("/data/a.h5: no", Assert.Throws<ReportedException>(() => slice.Check(slice.Load(), _ => throw new ReportedException("no"))).Message);
    }

    /// <summary>Two channels, in memory order 0, 1, 2, … and 0, −1, −2, …, and a label as the first.</summary>
    private static CaseSource SourceOf(string id, params int[] size)
    {
        var geometry = Geometry.OfSize(size);
        byte[] label = [.. Enumerable.Range(0, (int)geometry.VoxelCount).Select(i => (byte)i)];
        var first = new Volume<float>(geometry, Array.ConvertAll(label, v => (float)v));
        var second = new Volume<float>(geometry, Array.ConvertAll(label, v => -(float)v));
        return new CaseSource(id, () => new Case(id, [first, second], new Volume<byte>(geometry, label)));
    }
}
