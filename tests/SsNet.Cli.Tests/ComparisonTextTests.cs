using SsNet.Experiments.Runs;
using SsNet.Imaging.Metrics;

namespace SsNet.Cli.Tests;

public class ComparisonTextTests
{
    [Fact]
    public void The_gain_is_the_mean_over_the_seeds_whatever_its_sign()
    {
        var result = new RunComparison([Scores("Supervised", 0.8, 0.7), Scores("SS-Net", 0.85, 0.68)], "overlay.png", "curves.png");
        using var output = new StringWriter { NewLine = "\n" };
        ComparisonText.Write(output, result, "cases");
        Assert.EndsWith("SS-Net against Supervised: +1.50 points of Dice (by seed: +5.00, -2.00)\n", output.ToString());
        Assert.Contains("75.00 ± 7.07", output.ToString());
    }

    [Fact]
    public void Seeds_are_paired_by_number_whatever_their_order()
    {
        var reversed = Scores("SS-Net", 0.85, 0.68);
        var result = new RunComparison([Scores("Supervised", 0.8, 0.7), reversed with { PerSeed = [.. reversed.PerSeed.Reverse()] }], "overlay.png", "curves.png");
        using var output = new StringWriter { NewLine = "\n" };
        ComparisonText.Write(output, result, "cases");
        Assert.EndsWith("(by seed: -2.00, +5.00)\n", output.ToString());
    }

    [Fact]
    public void Without_the_same_seeds_there_is_no_gain_to_name()
    {
        using var output = new StringWriter { NewLine = "\n" };
        ComparisonText.Write(output, new RunComparison([Scores("Supervised", 0.8, 0.7), Scores("SS-Net", 0.85)], "overlay.png", "curves.png"), "cases");
        Assert.DoesNotContain("against", output.ToString());
    }

    private static MethodScores Scores(string method, params double[] dicePerSeed)
    {
        ScoreTable[] tables = [.. dicePerSeed.Select(dice => new ScoreTable([new ScoreRow("a", 1, new SegmentationScore(dice, dice, 1, 1, 1))], "voxel", ["chamber"]))];
        return new MethodScores(method, ScoreTable.Pool(tables), [.. tables.Select((table, index) => new SeedScores(index + 1, table))]);
    }
}
