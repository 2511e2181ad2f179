using SsNet.Experiments.Statistics;

namespace SsNet.Experiments.Tests.Statistics;

public class WilcoxonSignedRankTests
{
    [Theory]
    [InlineData(5, 2 / 32.0)]
    [InlineData(6, 2 / 64.0)]
    public void If_all_differences_have_one_sign_only_two_of_all_assignments_are_as_uneven(int pairs, double p)
    {
        var result = WilcoxonSignedRank.Test(Enumerable.Range(1, pairs).Select(rank => -0.1 * rank));
        Assert.Equal(new WilcoxonSignedRank(pairs, 0, pairs * (pairs + 1) / 2.0, p), result);
    }

    [Fact]
    public void Subsets_of_ten_ranks_can_be_counted_by_hand()
    {
        // Sums of different ranks up to 8: 1 + 1 + 1 + 2 + 2 + 3 + 4 + 5 + 6 = 25 subsets, on either side.
        var result = WilcoxonSignedRank.Test([1, 2, 3, 4, 5, 6, 7, -8, 9, 10]);
        Assert.Equal(new WilcoxonSignedRank(10, 47, 8, 2 * 25 / 1024.0), result);
    }

    /// <summary>The table of critical values that textbooks print: the largest rank sum that is significant at 5 %, two-sided.</summary>
    [Theory]
    [InlineData(6, 0)]
    [InlineData(7, 2)]
    [InlineData(8, 3)]
    [InlineData(9, 5)]
    [InlineData(10, 8)]
    [InlineData(15, 25)]
    [InlineData(20, 52)]
    [InlineData(25, 89)]
    [InlineData(30, 137)]
    [InlineData(40, 264)]
    [InlineData(50, 434)]
    public void The_published_critical_values_are_met(int pairs, int critical)
    {
        Assert.InRange(WilcoxonSignedRank.Test(WithNegativeRanks(pairs, critical)).PValue, 0.03, 0.05);
        Assert.InRange(WilcoxonSignedRank.Test(WithNegativeRanks(pairs, critical + 1)).PValue, 0.05, 0.08);
    }

    [Fact]
    public void Zeros_are_dropped_and_ties_share_their_ranks()
    {
        var result = WilcoxonSignedRank.Test([0, -1, 2, 0, 1]);
        Assert.Equal((3, 4.5, 1.5), (result.Pairs, result.Positive, result.Negative));
        // z = (3 - 1.5 - 0.5) / sqrt(3·4·7/24 - (2³ - 2)/48); p from Python: math.erfc(z / math.sqrt(2)).
        Assert.Equal(0.58621368107314, result.PValue, 1e-13);
    }

    /// <summary>Values from Python, math.erfc(z / math.sqrt(2)) with the normal approximation's z, and from counting subsets in exact integers.</summary>
    [Theory]
    [InlineData(915, 1.0, 1.0)]
    [InlineData(650, 0.05151747392090529, 0.051044949998305715)]
    [InlineData(600, 0.020600668592917877, 0.019832259481890144)]
    [InlineData(0, 1.671328569652656e-11, 0)]
    public void Many_pairs_are_judged_by_the_normal_distribution(int negative, double approximation, double exact)
    {
        double p = WilcoxonSignedRank.Test(WithNegativeRanks(60, negative)).PValue;
        Assert.Equal(1, p / approximation, 1e-9);
        Assert.Equal(exact, p, 1e-3);
    }

    [Fact]
    public void Signs_matter_and_order_and_scale_do_not()
    {
        double[] differences = [0.3, -0.1, 0.7, 0.2, -0.9, 1.3, 0.4];
        var result = WilcoxonSignedRank.Test(differences);
        Assert.Equal(result, WilcoxonSignedRank.Test(differences.Reverse().Select(difference => 8 * difference)));
        Assert.Equal(result with { Positive = result.Negative, Negative = result.Positive }, WilcoxonSignedRank.Test(differences.Select(difference => -difference)));
    }

    [Fact]
    public void Without_any_difference_there_is_nothing_to_find()
    {
        Assert.Equal(new WilcoxonSignedRank(0, 0, 0, 1), WilcoxonSignedRank.Test([0, 0]));
        Assert.Throws<ArgumentException>(() => WilcoxonSignedRank.Test([1, double.NaN]));
    }

    /// <summary>Differences 1 to n, the largest negative as long as their ranks fit into a sum.</summary>
    private static IEnumerable<double> WithNegativeRanks(int pairs, int sum)
    {
        for (int rank = pairs; rank >= 1; rank--)
        {
            bool negative = rank <= sum;
            if (negative) sum -= rank;
            yield return negative ? -rank : rank;
        }
    }
}
