using SsNet.Experiments.Statistics;

namespace SsNet.Experiments.Tests.Statistics;

public class SilhouetteTests
{
    [Fact]
    public void It_is_what_the_definition_gives_by_hand()
    {
        // Class 0 at 0 and 2, class 1 at 10 and 11: a = 2, 2, 1, 1 and b = 10.5, 8.5, 9, 10.
        double expected = ((10.5 - 2) / 10.5 + (8.5 - 2) / 8.5 + (9 - 1) / 9.0 + (10 - 1) / 10.0) / 4;
        Assert.Equal(expected, Silhouette.Of(new double[,] { { 0 }, { 10 }, { 2 }, { 11 } }, [0, 1, 0, 1]), 14);
    }

    [Fact]
    public void The_nearest_other_class_counts_and_a_point_alone_counts_nothing()
    {
        double[,] rows = { { 0, 0 }, { 0, 1 }, { 3, 0 }, { 3, 1 }, { 0, -40 } };
        double across = (3 + Math.Sqrt(10)) / 2;
        Assert.Equal(4 * (across - 1) / across / 5, Silhouette.Of(rows, [0, 0, 1, 1, 2]), 12);
    }

    [Fact]
    public void Mixed_points_are_below_zero_and_one_class_has_none()
    {
        Assert.True(Silhouette.Of(new double[,] { { 0 }, { 5 }, { 0.1 }, { 5.1 } }, [0, 0, 1, 1]) < 0);
        Assert.Equal(double.NaN, Silhouette.Of(new double[,] { { 0 }, { 1 } }, [1, 1]));
        Assert.Equal(double.NaN, Silhouette.Of(new double[0, 2], []));
        Assert.Equal(0, Silhouette.Of(new double[4, 2], [0, 0, 1, 1]));
    }
}
