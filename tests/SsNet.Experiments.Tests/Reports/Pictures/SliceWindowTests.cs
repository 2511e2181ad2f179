using SsNet.Experiments.Figures;
using SsNet.Experiments.Reports.Pictures;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Tests.Reports.Pictures;

public class SliceWindowTests
{
    private static readonly ShownSlice Slice = new("slice-1", new SliceView(2, 0), Geometry.OfSize(90, 120, 1), 90, 120, 1, null);

    [Fact]
    public void Nothing_labelled_shows_the_whole_slice() =>
        Assert.Equal(new SliceWindow(0, 0, 120, 90), SliceWindow.Around(Slice, [new byte[90, 120]], 1));

    [Fact]
    public void What_is_labelled_by_anybody_is_shown_with_room_around_it()
    {
        byte[,] truth = new byte[90, 120], predicted = new byte[90, 120];
        (truth[30, 40], predicted[59, 79]) = (1, 2);
        // 40 columns and 30 rows, and 0.35 of the longer side around them.
        Assert.Equal(new SliceWindow(26, 16, 68, 58), SliceWindow.Around(Slice, [truth, predicted], 2));
    }

    [Fact]
    public void A_speck_in_a_corner_is_not_blown_up_and_the_window_stays_in_the_slice()
    {
        byte[,] labels = new byte[90, 120];
        labels[89, 119] = 1;
        var window = SliceWindow.Around(Slice, [labels], 1);
        Assert.Equal((80, 60, 40, 30), (window.Left, window.Top, window.Width, window.Height));
    }

    [Fact]
    public void Voxels_that_nobody_knows_are_nothing_to_show()
    {
        byte[,] labels = new byte[90, 120];
        labels[1, 1] = 255;
        Assert.Equal(new SliceWindow(0, 0, 120, 90), SliceWindow.Around(Slice, [labels], 1));
    }
}
