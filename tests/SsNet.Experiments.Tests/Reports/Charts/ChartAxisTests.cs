using CsCheck;
using SsNet.Experiments.Reports.Charts;

namespace SsNet.Experiments.Tests.Reports.Charts;

public class ChartAxisTests
{
    [Theory]
    [InlineData(new[] { 0.12, 0.83 }, new[] { "0.0", "0.2", "0.4", "0.6", "0.8", "1.0" })]
    [InlineData(new[] { 71.0, 91.0 }, new[] { "70", "75", "80", "85", "90", "95" })]
    [InlineData(new[] { 0.01, 0.00002 }, new[] { "0.000", "0.002", "0.004", "0.006", "0.008", "0.010" })]
    [InlineData(new[] { 5.0, 5.0 }, new[] { "2", "3", "4", "5", "6", "7", "8" })]
    [InlineData(new[] { 0.0, double.NaN }, new[] { "0.0", "0.2", "0.4", "0.6", "0.8", "1.0" })]
    public void Marks_are_round_numbers_around_the_values(double[] values, string[] marks) =>
        Assert.Equal(marks, ChartAxis.Around(values, 4).Marks.Select(mark => mark.Text));

    [Fact]
    public void A_tight_axis_ends_where_its_values_do()
    {
        var axis = ChartAxis.Around([0, 2300], 4, isTight: true);
        Assert.Equal((0.0, 2300.0), (axis.Low, axis.High));
        Assert.Equal(["0", "500", "1000", "1500", "2000"], axis.Marks.Select(mark => mark.Text));
    }

    [Fact]
    public void Every_value_lies_on_the_axis_and_every_mark_is_another()
    {
        Gen.Double[-1e6, 1e6].Array[1, 20].Sample(values =>
        {
            var axis = ChartAxis.Around(values, 4);
            Assert.All(values, value => Assert.InRange(axis.Place(value, 0, 1), -1e-6, 1 + 1e-6));
            Assert.InRange(axis.Marks.Count, 3, 9);
            Assert.Equal(axis.Marks.Count, axis.Marks.Select(mark => mark.Text).Distinct().Count());
        });
    }
}
