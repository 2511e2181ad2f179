using CsCheck;
using SsNet.Imaging.Preparation;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Preparation;

public class IntensityScaleTests
{
    private static readonly IntensityScale[] All =
    [
        new(IntensityKind.None), new(IntensityKind.ZScore), new(IntensityKind.MinMax), new(IntensityKind.Window, -100, 300), new(IntensityKind.Percentile, 1, 99),
    ];

    private static readonly float[] Extremes = [0, -0f, 1, 1e-40f, -1e-40f, 1e30f, -1e30f];

    private static readonly Gen<float[]> Values = Gen.Float[-1000, 1000].Array[2, 80];

    [Fact]
    public void Numbers_by_hand()
    {
        AssertScaled([2, 4, 4, 4, 5, 5, 7, 9], new(IntensityKind.ZScore), [-1.5f, -0.5f, -0.5f, -0.5f, 0, 0, 1, 2]);
        AssertScaled([-2, 0, 1, 2], new(IntensityKind.MinMax), [0, 0.5f, 0.75f, 1]);
        AssertScaled([-1000, -100, 0, 300, 3000], new(IntensityKind.Window, -100, 300), [0, 0, 0.25f, 1, 1]);
        // Places 0.1·4 and 0.9·4 of the sorted values: 0.4 and 7.2 (numpy.percentile).
        AssertScaled([9, 0, 1, 2, 3], new(IntensityKind.Percentile, 10, 90), [1, 0, 0.6f / 6.2f, 1.6f / 6.2f, 2.6f / 6.2f]);
        AssertScaled([3, -7, 5, 1], new(IntensityKind.None), [3, -7, 5, 1]);
    }

    [Fact]
    public void One_value_everywhere_becomes_zero_except_in_a_window()
    {
        foreach (float value in (float[])[0, 0.1f, -33.3f, 1e30f, float.MaxValue, float.Epsilon])
        {
            float[] same = [.. Enumerable.Repeat(value, 30)];
            AssertScaled(same, new(IntensityKind.ZScore), new float[30]);
            AssertScaled(same, new(IntensityKind.MinMax), new float[30]);
            AssertScaled(same, new(IntensityKind.Percentile, 1, 99), new float[30]);
        }

        AssertScaled([5, 5], new(IntensityKind.Window, 0, 10), [0.5f, 0.5f]);
    }

    [Fact]
    public void Extreme_values_overflow_nowhere()
    {
        float most = float.MaxValue;
        AssertScaled([-1e30f, 1e30f], new(IntensityKind.ZScore), [-1, 1]);
        AssertScaled([-most, most], new(IntensityKind.ZScore), [-1, 1]);
        AssertScaled([-most, 0, most], new(IntensityKind.MinMax), [0, 0.5f, 1]);
        AssertScaled([-most, 0, most], new(IntensityKind.Percentile, 0, 100), [0, 0.5f, 1]);
        AssertScaled([0, float.Epsilon], new(IntensityKind.ZScore), [-1, 1]);
        AssertScaled([0, float.Epsilon], new(IntensityKind.MinMax), [0, 1]);
        AssertScaled([1e30f, 0], new(IntensityKind.Window, -1e300, 1e300), [0.5f, 0.5f]);
    }

    [Fact]
    public void Scores_have_mean_0_and_deviation_1_and_ignore_unit_and_offset() =>
        Values.Where(values => values.Max() - values.Min() > 1).Sample(values =>
        {
            double[] scores = [.. Scaled(values, new(IntensityKind.ZScore)).Select(score => (double)score)];
            Assert.Equal(0, scores.Average(), 1e-5);
            Assert.Equal(1, scores.Average(score => score * score), 1e-5);
            float[] other = Scaled([.. values.Select(value => value * 4 + 1000)], new(IntensityKind.ZScore));
            for (int i = 0; i < other.Length; i++) Assert.Equal(scores[i], other[i], 2e-3);
        });

    [Fact]
    public void Ranges_run_from_0_to_1_and_keep_the_order() =>
        Gen.Select(Values, Gen.Int[2, All.Length - 1]).Sample((values, choice) =>
        {
            var scale = All[choice];
            float[] scaled = Scaled(values, scale);
            Assert.All(scaled, value => Assert.InRange(value, 0, 1));
            float[] ordered = [.. scaled];
            Array.Sort([.. values], ordered);
            Assert.Equal(ordered.Order(), ordered);
            if (scale.Kind == IntensityKind.Window) return;
            Assert.Contains(0f, scaled);
            if (values.Max() > values.Min()) Assert.Contains(1f, scaled);
        });

    [Fact]
    public void All_percentiles_are_the_range_of_values() =>
        Values.Sample(values => Assert.Equal(Scaled(values, new(IntensityKind.MinMax)), Scaled(values, new(IntensityKind.Percentile, 0, 100))));

    [Fact]
    public void Percentiles_are_those_of_the_sorted_values() =>
        Gen.Select(Gen.OneOf(Gen.Float[-5, 5], Gen.Int[0, 6].Select(i => Extremes[i])).Array[1, 50], Gen.OneOf(Gen.Double[0, 100], Gen.Int[0, 4].Select(i => i * 25.0)))
            .Sample((values, percent) =>
            {
                float[] sorted = [.. values.Order()];
                double place = percent / 100 * (values.Length - 1), fraction = place - Math.Floor(place);
                double low = sorted[(int)Math.Floor(place)], high = sorted[(int)Math.Ceiling(place)];
                Assert.Equal(low * (1 - fraction) + high * fraction, new OrderStatistics(values).Percentile(percent), 1e-12 * Math.Max(1e-30, Math.Abs(low) + Math.Abs(high)));
            });

    [Theory]
    [InlineData(IntensityKind.Window, 0, 0)]
    [InlineData(IntensityKind.Window, 40, -40)]
    [InlineData(IntensityKind.Window, double.NaN, 1)]
    [InlineData(IntensityKind.Window, 0, double.PositiveInfinity)]
    [InlineData(IntensityKind.Percentile, -1, 99)]
    [InlineData(IntensityKind.Percentile, 1, 100.5)]
    [InlineData(IntensityKind.Percentile, 50, 50)]
    [InlineData(IntensityKind.Percentile, 1, double.NaN)]
    public void Low_and_high_that_make_no_range_are_refused(IntensityKind kind, double low, double high)
    {
        var scale = new IntensityScale(kind, low, high);
        var error = Assert.Throws<ReportedException>(scale.Validate);
        Assert.Contains($"'{kind}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"low is {low} and high is {high}"), error.Message, StringComparison.Ordinal);
        Assert.Throws<ReportedException>(() => Scaled([1, 2], scale));
    }

    [Fact]
    public void Voxels_without_a_place_on_a_scale_are_reported()
    {
        float[] values = [1, float.NaN, float.PositiveInfinity, 2];
        foreach (var scale in All[1..]) Assert.Contains("2 voxels", Assert.Throws<ReportedException>(() => Scaled(values, scale)).Message);
        Assert.Equal(values, Scaled(values, All[0]));
    }

    private static float[] Scaled(float[] values, IntensityScale scale)
    {
        var image = new Volume<float>(Geometry.OfSize(1, values.Length), [.. values]);
        scale.Apply(image);
        return image.Voxels;
    }

    private static void AssertScaled(float[] values, IntensityScale scale, float[] expected)
    {
        float[] scaled = Scaled(values, scale);
        for (int i = 0; i < values.Length; i++) Assert.Equal(expected[i], scaled[i], 1e-6f);
    }
}
