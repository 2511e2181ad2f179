using SsNet.Data;
using SsNet.Experiments.Figures;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Tests.Figures;

public class SliceViewTests
{
    private static readonly Geometry Grid = new([2, 3, 4], [1, 2, 5]);

    [Fact]
    public void A_slice_keeps_the_order_of_the_other_axes()
    {
        var volume = new Volume<float>(Grid, [.. Enumerable.Range(0, 24).Select(i => (float)i)]);
        Assert.Equal(new float[,] { { 12, 13, 14, 15 }, { 16, 17, 18, 19 }, { 20, 21, 22, 23 } }, new SliceView(0, 1).Of(volume));
        Assert.Equal(new float[,] { { 8, 9, 10, 11 }, { 20, 21, 22, 23 } }, new SliceView(1, 2).Of(volume));
        Assert.Equal(new float[,] { { 3, 7, 11 }, { 15, 19, 23 } }, new SliceView(2, 3).Of(volume));
    }

    [Fact]
    public void The_aspect_is_that_of_a_voxel_in_the_world()
    {
        Assert.Equal(0.4, new SliceView(0, 0).Aspect(Grid));
        Assert.Equal(0.5, new SliceView(2, 0).Aspect(Grid));
    }

    [Fact]
    public void The_slice_with_most_of_the_label_is_found_along_every_axis()
    {
        var label = new Volume<byte>(Grid);
        label.Voxels[12 + 2 * 4 + 3] = 1;
        Assert.Equal([1, 2, 3], Enumerable.Range(0, 3).Select(axis => SliceView.OfMostForeground(label, axis).Index));
        Assert.Equal(2, SliceView.OfMostForeground(new Volume<byte>(Grid), 2).Index);
    }

    [Fact]
    public void Ignored_voxels_choose_no_slice()
    {
        var label = new Volume<byte>(Grid);
        Array.Fill(label.Voxels, Case.Ignored, 0, 12);
        label.Voxels[12] = 1;
        Assert.Equal(1, SliceView.OfMostForeground(label, 0).Index);
    }

    [Fact]
    public void The_slice_of_most_disagreement_is_not_that_of_most_label()
    {
        var (truth, prediction) = (new Volume<byte>(Grid), new Volume<byte>(Grid));
        for (int row = 0; row < 6; row++) truth.Voxels[4 * row] = prediction.Voxels[4 * row] = 1;
        prediction.Voxels[3] = 1;
        Assert.Equal(0, SliceView.OfMostForeground(truth, 2).Index);
        Assert.Equal(3, SliceView.OfMostWeight(Disagreement.Of(truth, [prediction]), 2).Index);
    }

    [Fact]
    public void An_image_of_two_axes_is_its_own_slice()
    {
        var image = new Volume<byte>(Geometry.OfSize(2, 2), [0, 1, 2, 3]);
        Assert.Equal(new byte[,] { { 0, 1 }, { 2, 3 } }, SliceView.OfMostForeground(image, 2).Of(image));
    }

    [Fact]
    public void A_slice_outside_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SliceView(2, 4).Of(new Volume<byte>(Grid)));
}
