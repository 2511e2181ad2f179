using SsNet.Experiments.Runs;
using SsNet.Imaging.Metrics;

namespace SsNet.Cli.Tests;

public class ScoreTextTests
{
    [Fact]
    public void Several_classes_are_summed_up_each_and_together()
    {
        var rows = new[]
        {
            new ScoreRow("a", 1, new SegmentationScore(0.9, 0.8, 2, 1, 1)),
            new ScoreRow("a", 2, new SegmentationScore(0.5, 0.4, 4, 3, 3)),
            new ScoreRow("b", 1, new SegmentationScore(0.7, 0.6, 4, 3, 3)),
            new ScoreRow("b", 2, new SegmentationScore(0, 0, double.NaN, double.NaN, double.NaN)),
        };
        using var output = new StringWriter { NewLine = "\n" };
        ScoreText.Write(output, new ScoreTable(rows, "voxel", ["ring", "cavity"]));
        string[][] lines = [.. output.ToString().Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        Assert.Contains(["b", "2", "0.00", "0.00", "–", "–", "–"], lines);
        Assert.Contains("ring 1 80.00 ± 14.14 70.00 ± 14.14 3.00 ± 1.41 2.00 ± 1.41 2.00 ± 1.41".Split(' '), lines);
        Assert.Contains("cavity 2 25.00 ± 35.36 20.00 ± 28.28 4.00 ± 0.00 (of 1) 3.00 ± 0.00 (of 1) 3.00 ± 0.00 (of 1)".Split(' '), lines);
        Assert.Contains("mean of classes 52.50 ± 24.75 45.00 ± 21.21 3.50 ± 0.71 (of 3) 2.50 ± 0.71 (of 3) 2.50 ± 0.71 (of 3)".Split(' '), lines);
    }

    [Fact]
    public void Cases_come_first_and_then_the_mean_over_those_that_have_the_distance()
    {
        var rows = new[]
        {
            new ScoreRow("a", 1, new SegmentationScore(0.9, 0.8, 2, 1, 1.5)),
            new ScoreRow("b", 1, new SegmentationScore(0, 0, double.NaN, double.NaN, double.NaN)),
        };
        using var output = new StringWriter { NewLine = "\n" };
        ScoreText.Write(output, new ScoreTable(rows, "voxel", ["chamber"]));
        string[][] lines = [.. output.ToString().Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        Assert.Contains(["case", "Dice", "(%)", "Jaccard", "(%)", "95HD", "(voxel)", "ASD", "(voxel)", "ASSD", "(voxel)"], lines);
        Assert.Contains(["a", "90.00", "80.00", "2.00", "1.00", "1.50"], lines);
        Assert.Contains(["b", "0.00", "0.00", "–", "–", "–"], lines);
        Assert.Contains("mean ± sd 45.00 ± 63.64 40.00 ± 56.57 2.00 ± 0.00 (of 1) 1.00 ± 0.00 (of 1) 1.50 ± 0.00 (of 1)".Split(' '), lines);
    }
}
