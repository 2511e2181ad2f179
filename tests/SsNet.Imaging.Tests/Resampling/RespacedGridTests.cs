using CsCheck;
using SsNet.Imaging.Resampling;
using SsNet.Imaging.Tests.Formats;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Resampling;

public class RespacedGridTests
{
    [Fact]
    public void A_respaced_grid_keeps_centre_and_directions() =>
        Gen.Select(Gen.OneOf(WorldGrids.Any, WorldGrids.Slices), Gen.Double[0.1, 9].Array[3]).Sample((grid, distances) =>
        {
            double[] spacing = distances[..grid.Rank];
            var respaced = GridResampling.Respaced(grid, spacing);
            Assert.Equal(spacing, respaced.Spacing);
            Assert.Equal(grid.Direction, respaced.Direction);
            double[] before = grid.ToWorld(Centre(grid)), after = respaced.ToWorld(Centre(respaced));
            for (int axis = 0; axis < grid.Rank; axis++)
            {
                Assert.Equal(before[axis], after[axis], 1e-9);
                double exact = grid.Size[axis] * grid.Spacing[axis] / spacing[axis];
                Assert.True(respaced.Size[axis] == 1 && exact < 1 || Math.Abs(respaced.Size[axis] - exact) <= 0.5);
            }
        });

    [Fact]
    public void Half_a_voxel_becomes_one_and_the_own_spacing_the_own_grid()
    {
        Assert.Equal([3, 1], GridResampling.Respaced(Geometry.OfSize(5, 1), [2, 40]).Size);
        var grid = new Geometry([5, 6, 7], [0.3, 0.7, 1.1], [-17.3, 4.1, 0.3]);
        WorldGrids.AssertSame(grid, GridResampling.Respaced(grid, grid.Spacing.AsSpan()), 0);
    }

    [Fact]
    public void Spacings_that_make_no_grid_are_refused()
    {
        var grid = Geometry.OfSize(100, 100, 100);
        Assert.Throws<ArgumentException>("spacing", () => GridResampling.Respaced(grid, [1, 1]));
        foreach (double wrong in (double[])[0, -1, double.NaN, double.PositiveInfinity])
        {
            Assert.Throws<ArgumentException>("spacing", () => GridResampling.Respaced(grid, [1, wrong, 1]));
        }

        Assert.Contains("10000×10000×100", Assert.Throws<ReportedException>(() => GridResampling.Respaced(grid, [0.01, 0.01, 1])).Message);
        Assert.Throws<ReportedException>(() => GridResampling.Respaced(grid, [1e-300, 1, 1]));
    }

    private static double[] Centre(Geometry grid) => [.. grid.Size.Select(n => (n - 1) / 2.0)];
}
