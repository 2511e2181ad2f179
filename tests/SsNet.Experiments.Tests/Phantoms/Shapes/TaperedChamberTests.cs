using SsNet.Experiments.Phantoms.Shapes;

namespace SsNet.Experiments.Tests.Phantoms.Shapes;

public class TaperedChamberTests
{
    // From X = 0 to X = 50, leaning towards Z.
    private static readonly TaperedChamber Chamber = new(new(0, 0, 0), new(50, 0, 10), 10, [new(2, 0.1f, 0)]);

    [Theory]
    [InlineData(0, 0, 11, 0)]
    [InlineData(0, 9, 0, 0)]
    [InlineData(30, 0, 6 + 8.8f, 0)]
    [InlineData(30, -1, 6, 1 - 7.2f)]
    [InlineData(50, 0, 10, 0)]
    [InlineData(54, 3, 10.8f, 7)]
    [InlineData(-3, 0, 0, 3)]
    public void It_is_a_lobed_half_ellipsoid_about_a_leaning_axis(float x, float y, float z, float distance) =>
        Assert.Equal(distance, Chamber.Distance(new(x, y, z)), 1e-3f);

    [Fact]
    public void Across_the_wall_the_base_does_not_count()
    {
        Assert.Equal(5, Chamber.Distance(new(-5, 0, 3)), 1e-3f);
        Assert.Equal(-7, Chamber.Across(new(-5, 0, 3)), 1e-3f);
    }

    [Fact]
    public void An_apex_that_is_not_beyond_the_base_is_refused() =>
        Assert.Throws<ArgumentException>(() => new TaperedChamber(new(0, 0, 0), new(0, 5, 0), 10, []));
}
