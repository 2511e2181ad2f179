using SsNet.Data;
using SsNet.Experiments.Figures;

namespace SsNet.Experiments.Tests.Figures;

public class SlicePartTests
{
    [Fact]
    public void It_is_a_square_around_the_labels_with_room_at_every_side()
    {
        var labels = new byte[40, 50];
        for (int row = 10; row < 19; row++) labels[row, 22] = 1;
        labels[0, 0] = Case.Ignored;
        var part = SlicePart.Around(labels);
        Assert.Equal(new SlicePart(8, 16, 13, 13), part);
        byte[,] shown = part.Of(labels);
        Assert.Equal((13, 13, 9), (shown.GetLength(0), shown.GetLength(1), shown.Cast<byte>().Sum(label => label)));
        Assert.Equal(1, shown[2, 6]);
    }

    [Fact]
    public void At_a_border_it_stays_in_the_slice_and_without_labels_it_is_the_slice()
    {
        var labels = new byte[20, 30];
        Assert.Equal(new SlicePart(0, 0, 20, 30), SlicePart.Around(labels));
        labels[0, 29] = labels[4, 25] = 1;
        Assert.Equal(new SlicePart(0, 23, 7, 7), SlicePart.Around(labels));
        labels[19, 0] = 1;
        Assert.Equal(new SlicePart(0, 0, 20, 30), SlicePart.Around(labels));
    }
}
