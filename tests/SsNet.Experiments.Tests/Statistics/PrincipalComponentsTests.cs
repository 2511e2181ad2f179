using SsNet.Experiments.Statistics;
using SsNet.Randomness;

namespace SsNet.Experiments.Tests.Statistics;

public class PrincipalComponentsTests
{
    [Fact]
    public void Points_of_a_turned_ellipsoid_have_its_axes_as_coordinates()
    {
        // Along (3, 4, 0) / 5 the deviation is 10, along (−4, 3, 0) / 5 it is 2, and across them 0.
        var random = new RandomSequence(3, RandomPurpose.Weights);
        const int Count = 200;
        double[,] rows = new double[Count, 3], own = new double[Count, 2];
        double[] means = new double[2];
        for (int i = 0; i < Count; i++)
        {
            double along = 10 * random.Normal(), across = 2 * random.Normal();
            (own[i, 0], own[i, 1]) = (along, across);
            (means[0], means[1]) = (means[0] + along / Count, means[1] + across / Count);
            (rows[i, 0], rows[i, 1], rows[i, 2]) = (5 + 0.6 * along - 0.8 * across, 0.8 * along + 0.6 * across, -1);
        }

        var projected = PrincipalComponents.Project(rows, 3);
        // Of the sample, the axes are turned a little against those of the distribution.
        for (int i = 0; i < Count; i++)
        {
            Assert.Equal(own[i, 0] - means[0], projected[i, 0], 0.7);
            Assert.Equal(Math.Abs(own[i, 1] - means[1]), Math.Abs(projected[i, 1]), 1.2);
            Assert.Equal(0, projected[i, 2]);
        }

        // Coordinates along different components do not correlate, and lengths stay.
        Assert.Equal(0, Enumerable.Range(0, Count).Sum(i => projected[i, 0] * projected[i, 1]) / Count, 6);
        double Length(double[,] values, int columns) => Enumerable.Range(0, Count).Sum(i => Enumerable.Range(0, columns).Sum(j => values[i, j] * values[i, j]));
        var centred = new double[Count, 2];
        for (int i = 0; i < Count; i++) (centred[i, 0], centred[i, 1]) = (own[i, 0] - means[0], own[i, 1] - means[1]);
        Assert.Equal(Length(centred, 2), Length(projected, 3), 6);
    }

    [Fact]
    public void Equal_points_are_all_at_the_origin() => Assert.All(PrincipalComponents.Project(new double[,] { { 1, 2 }, { 1, 2 } }, 2).Cast<double>(), value => Assert.Equal(0, value));
}
