using SkiaSharp;
using SsNet.Data;
using SsNet.Experiments.Figures;

namespace SsNet.Experiments.Tests.Figures;

public class SliceWindowTests
{
    [Fact]
    public void Everything_labelled_is_within_with_some_of_its_surroundings()
    {
        byte[,] truth = new byte[60, 50], prediction = new byte[60, 50];
        for (int column = 20; column < 30; column++) truth[30, column] = 1;
        prediction[21, 25] = 2;
        truth[0, 0] = Case.Ignored;
        Assert.Equal(new SliceWindow(18, 18, 15, 15), SliceWindow.Around([truth, prediction], 1));
        // Pixels twice as high as wide: half as many rows are as high.
        prediction[21, 25] = 0;
        Assert.Equal(new SliceWindow(26, 18, 8, 15), SliceWindow.Around([truth, prediction], 2));
    }

    [Fact]
    public void It_ends_where_the_slice_does_and_is_all_of_it_where_nothing_is_labelled()
    {
        var labels = new byte[30, 12];
        Assert.Equal(new SliceWindow(0, 0, 30, 12), SliceWindow.Around([labels], 1));
        for (int row = 20; row < 30; row++) labels[row, 0] = 1;
        Assert.Equal(new SliceWindow(15, 0, 15, 12), SliceWindow.Around([labels], 1));
    }

    [Fact]
    public void A_speck_is_not_blown_up()
    {
        var labels = new byte[90, 120];
        labels[89, 119] = 1;
        Assert.Equal(new SliceWindow(67, 97, 23, 23), SliceWindow.Around([labels], 1));
    }

    [Fact]
    public void The_part_with_most_of_both_weights_is_found()
    {
        var window = new SliceWindow(2, 2, 16, 16);
        int[,] first = new int[20, 20], second = new int[20, 20];
        (first[5, 5], first[12, 14], first[1, 1]) = (100, 3, 1000);
        (second[13, 15], second[1, 1]) = (1, 1);
        Assert.Equal(new SliceWindow(10, 12, 4, 4), window.OfMost(first, second, 4, 1));
        Assert.Null(window.OfMost(first, new int[20, 20], 4, 1));
    }

    [Fact]
    public void A_part_lies_where_its_pixels_do()
    {
        var panel = SKRect.Create(100, 200, 80, 40);
        var window = new SliceWindow(10, 20, 4, 8);
        Assert.Equal(SKRect.Create(110, 220, 20, 10), window.Place(panel, new SliceWindow(12, 21, 1, 2)));
        Assert.Equal(SKRect.Create(-100, 100, 400, 300), window.PlaceWhole(panel, 30, 40));
        Assert.Equal(new SliceWindow(8, 18, 6, 10), window.Grown(2, 14, 28));
    }
}
