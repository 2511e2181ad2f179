using SsNet.Experiments.Runs;
using SsNet.Imaging.Metrics;
using SsNet.Testing;

namespace SsNet.Experiments.Tests.Runs;

public class ScoreTableTests
{
    /// <summary>Two classes; the second one of case b is not found, so that its distances are not defined.</summary>
    private static readonly ScoreTable Table = new(
        [Row("a", 1, 0.9, 2), Row("a", 2, 0.5, 4), Row("b", 1, 0.7, 5), Row("b", 2, 0, double.NaN)], "voxel", ["ring", "cavity"]);

    [Fact]
    public void The_summary_is_over_cases_each_the_mean_of_its_classes()
    {
        var (mean, deviation, count) = Table.Summary(score => score.Dice);
        Assert.Equal((0.7 + 0.35) / 2, mean, 1e-12);
        // Over the two cases, not over the four rows.
        Assert.Equal((0.7 - 0.35) / Math.Sqrt(2), deviation, 1e-12);
        Assert.Equal(Table.Rows.Count, count);
    }

    [Fact]
    public void A_case_counts_by_the_classes_for_which_the_metric_is_defined()
    {
        var (mean, deviation, count) = Table.Summary(score => score.Hd95);
        Assert.Equal((3.0 + 5) / 2, mean, 1e-12);
        Assert.Equal(2 / Math.Sqrt(2), deviation, 1e-12);
        // One of the four values is missing, and the count says so.
        Assert.Equal(3, count);
        Assert.Equal((4, 0, 1), Table.OfClass(2).Summary(score => score.Hd95));
    }

    [Fact]
    public void A_metric_that_is_defined_nowhere_has_no_mean()
    {
        var (mean, deviation, count) = (Table with { Rows = [Row("b", 2, 0, double.NaN)] }).Summary(score => score.Hd95);
        Assert.Equal((double.NaN, double.NaN, 0), (mean, deviation, count));
    }

    [Fact]
    public void A_class_has_its_own_rows_and_all_names()
    {
        var cavity = Table.OfClass(2);
        Assert.Equal([("a", 0.5), ("b", 0)], cavity.Rows.Select(row => (row.CaseId, row.Score.Dice)));
        Assert.Equal(Table.ClassNames, cavity.ClassNames);
        Assert.Equal("voxel", cavity.Unit);
        Assert.Empty(Table.OfClass(3).Rows);
    }

    [Fact]
    public void A_case_of_several_seeds_counts_once_for_each()
    {
        var other = Table with { Rows = [Row("a", 1, 0.1, 1), Row("a", 2, 0.3, 1)] };
        var pooled = ScoreTable.Pool([Table, other]);
        Assert.Equal((3, 6), (pooled.Rows.Select(row => row.CaseId).Distinct().Count(), pooled.Rows.Count));
        var (mean, _, count) = pooled.Summary(score => score.Dice);
        Assert.Equal(6, count);
        Assert.Equal((0.7 + 0.35 + 0.2) / 3, mean, 1e-12);
        Assert.Equal((0.9 + 0.7 + 0.1) / 3, pooled.OfClass(1).Summary(score => score.Dice).Mean, 1e-12);
        Assert.Equal((Table.Unit, Table.ClassNames), (pooled.Unit, pooled.ClassNames));
    }

    [Fact]
    public void Undefined_distances_are_left_empty_in_the_file()
    {
        using var folder = new TemporaryFolder();
        Table.Save(folder.FileNamed("scores.csv"));
        Assert.Equal(
            ["case,class,dice,jaccard,95hd,asd,assd", "a,1,0.9,0.9,2,2,2", "a,2,0.5,0.5,4,4,4", "b,1,0.7,0.7,5,5,5", "b,2,0,0,,,"],
            File.ReadAllLines(folder.FileNamed("scores.csv")));
    }

    private static ScoreRow Row(string id, int classIndex, double overlap, double distance) =>
        new(id, classIndex, new SegmentationScore(overlap, overlap, distance, distance, distance));
}
