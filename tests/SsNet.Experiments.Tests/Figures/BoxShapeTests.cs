using SsNet.Experiments.Figures;

namespace SsNet.Experiments.Tests.Figures;

public class BoxShapeTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 2.25)]
    [InlineData(0.5, 4)]
    [InlineData(0.75, 6.5)]
    [InlineData(1, 10)]
    public void Quartiles_are_interpolated(double share, double expected) => Assert.Equal(expected, BoxShape.Quantile([1, 2, 3, 5, 7, 10], share), 12);

    [Fact]
    public void Whiskers_end_at_the_last_values_within_reach() => Assert.Equal(new BoxShape(2, 3, 4, 5, 6), BoxShape.Of([-10, 2, 3, 3, 4, 5, 5, 6, 30]));

    [Fact]
    public void No_whisker_goes_into_the_box()
    {
        // The lower quartile lies between the outlier and the others, so that no value within reach is below it.
        var shape = BoxShape.Of([1, 93, 94, 95]);
        Assert.Equal((70, 70, 94.25, 95), (shape.First, shape.Low, shape.Third, shape.High));
        Assert.Equal(new BoxShape(7, 7, 7, 7, 7), BoxShape.Of([7]));
    }
}
