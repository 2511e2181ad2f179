using SsNet.Experiments.Runs;
using SsNet.Testing;
using SsNet.Training;

namespace SsNet.Experiments.Tests.Runs;

public sealed class RunLogTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();
    private readonly RunFolder folder;

    public RunLogTests()
    {
        folder = RunFolder.Create(temporary.FileNamed("run"));
    }

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void An_iteration_is_in_the_files_before_its_checkpoint_can_be()
    {
        using var log = new RunLog(folder, 0);
        log.IterationDone(Report(1));
        Assert.EndsWith("\n1,0.5,0.5,1,0.01,0.0000\n", ReadShared(folder.TrainingTable), StringComparison.Ordinal);
        Assert.StartsWith("{\"iteration\":1,", ReadShared(folder.TrainingLog), StringComparison.Ordinal);
    }

    [Fact]
    public void What_came_after_the_checkpoint_is_dropped()
    {
        Write(0, 1, 2, 3);
        Write(1, 2);
        Assert.Equal(["iteration", "1", "2"], File.ReadLines(folder.TrainingTable).Select(line => line.Split(',')[0]));
        Assert.Equal(2, File.ReadLines(folder.TrainingLog).Count());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("12,0.2")]
    public void Half_a_row_is_dropped_even_where_it_looks_like_an_earlier_one(string half)
    {
        Write(0, 1, 2);
        string before = File.ReadAllText(folder.TrainingTable);
        File.AppendAllText(folder.TrainingTable, half);
        Write(2);
        Assert.Equal(before, File.ReadAllText(folder.TrainingTable));
    }

    [Fact]
    public void Half_a_header_is_written_anew()
    {
        File.WriteAllText(folder.TrainingTable, "iteration,lo");
        Write(0, 1);
        Assert.Equal("iteration,loss,seg,seg_weight,learning_rate,seconds", File.ReadLines(folder.TrainingTable).First());
    }

    private void Write(long done, params long[] iterations)
    {
        using var log = new RunLog(folder, done);
        foreach (long iteration in iterations) log.IterationDone(Report(iteration));
    }

    private static IterationReport Report(long iteration) => new(iteration, 20, [new("seg", 0.5, 1)], 0.5, 0.01, 0);

    private static string ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }
}
