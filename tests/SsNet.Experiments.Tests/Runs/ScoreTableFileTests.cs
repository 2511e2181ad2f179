using SsNet.Experiments.Runs;
using SsNet.Imaging;
using SsNet.Imaging.Metrics;
using SsNet.Testing;

namespace SsNet.Experiments.Tests.Runs;

public class ScoreTableFileTests
{
    [Theory]
    [InlineData("voxel", false, "case,class,dice,jaccard,95hd,asd,assd")]
    [InlineData("mm", false, "case,class,dice,jaccard,95hd_mm,asd_mm,assd_mm")]
    [InlineData("voxel", true, "case,class,dice,jaccard,95hd_empty_is_zero,asd_empty_is_zero,assd_empty_is_zero")]
    public void A_table_is_read_back_as_it_was_written(string unit, bool emptyIsZero, string header)
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("test.csv");
        ScoreRow[] rows =
        [
            new("one", 1, new SegmentationScore(0.1 + 0.2, 1.0 / 3, 7, 1.5, 2.25)),
            new("with, a comma", 2, new SegmentationScore(0, 0, double.NaN, double.NaN, double.NaN)),
        ];
        (new ScoreTable(rows, unit, ["a", "b"]) { EmptyIsZero = emptyIsZero }).Save(path);
        Assert.Equal(header, File.ReadLines(path).First());
        var read = ScoreTable.Load(path, ["a", "b"]);
        Assert.Equal((unit, emptyIsZero), (read.Unit, read.EmptyIsZero));
        Assert.Equal(rows, read.Rows);
    }

    [Theory]
    [InlineData("")]
    [InlineData("case,class,dice\n")]
    [InlineData("case,class,dice,jaccard,95hd,asd,assd\none,1,0.5,0.5,x,1,1\n")]
    [InlineData("case,class,dice,jaccard,95hd,asd,assd\none\n")]
    [InlineData("case,class,dice,jaccard,95hd,asd,assd\none,99999999999,1,1,0,0,0\n")]
    [InlineData("case,class,dice,jaccard,95hd,asd,assd\none,2,1,1,0,0,0\n")]
    [InlineData("case,class,dice,jaccard,95hd,asd,assd\none,0,1,1,0,0,0\n")]
    public void Anything_else_is_refused_by_name(string text)
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("test.csv");
        File.WriteAllText(path, text);
        var error = Assert.Throws<ReportedException>(() => ScoreTable.Load(path, ["a"]));
        Assert.StartsWith($"{path}: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("evaluate the run again.", error.Message, StringComparison.Ordinal);
    }
}
