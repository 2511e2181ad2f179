using SsNet.Losses;

namespace SsNet.Tests.Losses;

public class ConsistencyWeightTests
{
    [Theory]
    [InlineData(0, 40, 0.00673795)]
    [InlineData(1, 40, 0.00862470)]
    [InlineData(10, 40, 0.06005467)]
    [InlineData(20, 40, 0.28650480)]
    [InlineData(39, 40, 0.99687988)]
    [InlineData(40, 40, 1)]
    [InlineData(1000, 40, 1)]
    [InlineData(1, 200, 0.00708252)]
    [InlineData(10, 200, 0.01097100)]
    [InlineData(20, 200, 0.01742237)]
    [InlineData(39, 200, 0.03915900)]
    [InlineData(40, 200, 0.04076220)]
    [InlineData(100, 200, 0.28650480)]
    [InlineData(199, 200, 0.99987501)]
    [InlineData(3, 0, 1)]
    public void The_ramp_rises_like_a_bell_and_stays(double x, double length, double expected) =>
        Assert.Equal(expected, ConsistencyWeight.Ramp(x, length), 6e-9);

    [Theory]
    [InlineData(true, 149, 0)]
    [InlineData(true, 150, 1)]
    [InlineData(false, 150, 0)]
    [InlineData(false, 151, 1)]
    [InlineData(true, 6000, 40)]
    public void A_step_of_the_ramp_comes_with_the_iteration_under_way_or_with_the_next(bool countsCurrent, long iteration, int steps)
    {
        var weight = new ConsistencyWeight { Maximum = 0.1, CountsCurrentIteration = countsCurrent };
        Assert.Equal(0.1 * ConsistencyWeight.Ramp(steps, 40), weight.At(iteration), 1e-15);
    }
}
