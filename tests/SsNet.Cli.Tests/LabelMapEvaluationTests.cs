using SsNet.Imaging.Formats;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Cli.Tests;

public sealed class LabelMapEvaluationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public LabelMapEvaluationTests()
    {
        Write("predictions", "a.npy", 0, 1, 1, 2);
        Write("predictions", "b.npy", 0, 1, 0, 0);
        Write("truths", "a_gt.npy", 0, 1, 1, 2);
        Write("truths", "b_gt.npy", 0, 1, 1, 0);
    }

    private string Predictions => folder.FileNamed("predictions");

    private string Truths => folder.FileNamed("truths");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Two_folders_are_compared_case_by_case_and_in_the_mean()
    {
        string file = folder.FileNamed("scores.csv");
        Write("predictions", "c.npy", 0, 0, 0, 1);
        var (code, output, error) = await Call.Ssnet("evaluate", "--predictions", Predictions, "--labels", Truths, "--out", file);
        Assert.Equal((ExitCode.Success, ""), (code, error));
        Assert.StartsWith("case 1/2: a\ncase 2/2: b\n", output, StringComparison.Ordinal);
        string[][] lines = [.. output.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        Assert.Contains("b 1 66.67 50.00 0.90 0.00 0.33".Split(' '), lines);
        Assert.Contains("class 1 1 83.33 ± 23.57 75.00 ± 35.36 0.45 ± 0.64 0.00 ± 0.00 0.17 ± 0.24".Split(' '), lines);
        Assert.Contains("class 2 2 100.00 ± 0.00 100.00 ± 0.00 0.00 ± 0.00 0.00 ± 0.00 0.00 ± 0.00".Split(' '), lines);
        Assert.EndsWith($"note: predictions without a truth are not scored (1 of 3): c\nscores: {file}\n", output, StringComparison.Ordinal);
        Assert.Equal(["case,class,dice,jaccard,95hd,asd,assd", "a,1,1,1,0,0,0", "a,2,1,1,0,0,0"], File.ReadLines(file).Take(3));
        Assert.Equal(5, File.ReadLines(file).Count());
    }

    [Fact]
    public async Task Numbers_that_no_class_has_take_no_line()
    {
        Write("truths", "a_gt.npy", 0, 255, 255, 2);
        var (_, output, _) = await Call.Ssnet("evaluate", "--predictions", Predictions, "--labels", Truths);
        Assert.Contains("class 255", output, StringComparison.Ordinal);
        Assert.DoesNotContain("class 3 ", output, StringComparison.Ordinal);
        (_, output, _) = await Call.Ssnet("evaluate", "--predictions", Predictions, "--labels", Truths, "--ignore", "255", "--class-names", "ring, cavity");
        Assert.DoesNotContain("255", output, StringComparison.Ordinal);
        Assert.Contains("cavity", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_told_before_any_work()
    {
        await Call.AssertRefused(["evaluate", "--predictions", Predictions, "--labels", Truths, "--out", "/no/such/scores.csv"], "/no/such", "--out");
        File.Delete(Path.Combine(Predictions, "b.npy"));
        await Call.AssertRefused(["evaluate", "--predictions", Predictions, "--labels", Truths], Predictions, "1 of 2 cases", "--allow-missing");
        await Call.AssertWorks("evaluate", "--predictions", Predictions, "--labels", Truths, "--allow-missing");
    }

    private void Write(string name, string file, params byte[] voxels)
    {
        Directory.CreateDirectory(folder.FileNamed(name));
        ImageFile.Write(Path.Combine(folder.FileNamed(name), file), new Volume<byte>(Geometry.OfSize(1, voxels.Length), voxels));
    }
}
