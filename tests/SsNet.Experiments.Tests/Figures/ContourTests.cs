using SsNet.Experiments.Figures;

namespace SsNet.Experiments.Tests.Figures;

public class ContourTests
{
    [Fact]
    public void A_pixel_is_bounded_by_one_closed_line()
    {
        var line = Assert.Single(Contour.LinesOf(new byte[,] { { 0, 0, 0 }, { 0, 2, 0 } }, 2));
        Assert.Equal(line[0], line[^1]);
        // It cuts the corners of the pixel and touches the middle of its sides, also at the border of the slice.
        Assert.Equal([(1, 1.5f), (1.5f, 1), (1.5f, 2), (2, 1.5f)], line.Skip(1).Order());
    }

    [Fact]
    public void A_ring_is_bounded_by_two_lines()
    {
        var lines = Contour.LinesOf(new byte[,] { { 1, 1, 1 }, { 1, 0, 1 }, { 1, 1, 1 } }, 1);
        Assert.Equal([5, 13], lines.Select(line => line.Count).Order());
    }

    [Fact]
    public void Pixels_that_touch_at_a_corner_stay_apart()
    {
        Assert.Equal(2, Contour.LinesOf(new byte[,] { { 1, 0 }, { 0, 1 } }, 1).Count);
        Assert.Empty(Contour.LinesOf(new byte[,] { { 1, 0 }, { 0, 1 } }, 3));
    }
}
