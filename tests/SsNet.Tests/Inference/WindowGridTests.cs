using CsCheck;
using SsNet.Inference;

namespace SsNet.Tests.Inference;

public class WindowGridTests
{
    [Fact]
    public void The_last_window_is_moved_back_to_end_at_the_border()
    {
        Assert.Equal([0, 4, 6], WindowGrid.Starts(size: 10, window: 4, stride: 4));
        Assert.Equal([0], WindowGrid.Starts(size: 4, window: 4, stride: 1));
    }

    [Fact]
    public void Every_voxel_is_in_a_window_and_every_window_in_the_image()
    {
        var axes = from size in Gen.Int[1, 40]
                   from window in Gen.Int[1, size]
                   from stride in Gen.Int[1, window]
                   select (size, window, stride);
        axes.Sample(axis =>
        {
            var covered = new bool[axis.size];
            foreach (int start in WindowGrid.Starts(axis.size, axis.window, axis.stride)) covered.AsSpan(start, axis.window).Fill(true);
            return covered.All(yes => yes);
        });
    }

    [Fact]
    public void The_last_axis_runs_fastest() =>
        Assert.Equal([[0, 0], [0, 2], [1, 0], [1, 2]], WindowGrid.Corners([3, 4], [2, 2], [1, 2]));

    [Theory]
    [InlineData(3, 4, 1)]
    [InlineData(4, 4, 0)]
    public void A_window_that_does_not_fit_or_a_stride_that_does_not_move_is_refused(int size, int window, int stride) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WindowGrid.Starts(size, window, stride));
}
