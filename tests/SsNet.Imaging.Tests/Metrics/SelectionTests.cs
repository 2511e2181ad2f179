using CsCheck;
using SsNet.Imaging.Metrics;

namespace SsNet.Imaging.Tests.Metrics;

public class SelectionTests
{
    // Few different values, so that many are equal; and many.
    private static readonly Gen<double[]> Values = Gen.OneOf(Gen.Int[0, 5].Select(value => (double)value).Array[1, 60], Gen.Double[0, 1].Array[1, 300]);

    [Fact]
    public void The_value_is_that_of_the_sorted_values_and_the_others_lie_on_its_sides() =>
        Values.SelectMany(values => Gen.Select(Gen.Const(values), Gen.Int[0, values.Length - 1])).Sample((values, rank) =>
        {
            double[] sorted = [.. values.Order()], placed = [.. values];
            Assert.Equal(sorted[rank], Selection.Place(placed, rank));
            Assert.Equal(sorted[rank], placed[rank]);
            Assert.All(placed[..rank], value => Assert.True(value <= placed[rank]));
            Assert.All(placed[rank..], value => Assert.True(value >= placed[rank]));
            Assert.Equal(sorted, placed.Order());
        });

    [Fact]
    public void Values_in_order_and_equal_values_are_no_trouble()
    {
        Assert.Equal(900, Selection.Place([.. Enumerable.Range(0, 1000).Select(value => (double)value)], 900));
        Assert.Equal(99, Selection.Place([.. Enumerable.Range(0, 1000).Select(value => 999.0 - value)], 99));
        Assert.Equal(7, Selection.Place([.. Enumerable.Repeat(7.0, 1000)], 500));
    }
}
