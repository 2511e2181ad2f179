using System.Globalization;
using SsNet.Imaging.Formats;

namespace SsNet.Cli.Tests;

/// <summary>The whole way of docs/your-data.md, from a folder of scans to scores of label maps.</summary>
public sealed class OwnScansTests : IDisposable
{
    private readonly OwnScans data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Scans_of_ones_own_are_learnt_from_and_new_ones_segmented_where_they_lie()
    {
        string recipe = data.FileNamed("egg.toml"), labels = data.FileNamed("egg.labels.toml"), prepared = data.FileNamed("prepared"), run = data.FileNamed("run");

        var (code, found, error) = await Call.Ssnet("init", data.Scanned, "--out", recipe, "--budget", "small");
        Assert.Equal((ExitCode.Success, ""), (code, error));
        Assert.Contains("images and labels, 10 scans, 6 with a label", found, StringComparison.Ordinal);
        Assert.Contains("class 2: class 2, value 12, in 6 of 6 labels", found, StringComparison.Ordinal);
        Assert.Contains("SS-Net on volumes", found, StringComparison.Ordinal);

        // What a user would change in the file: names, and what nobody knows.
        await File.WriteAllTextAsync(
            labels,
            """
            ignore = 99

            [[class]]
            name = "white"
            value = 7

            [[class]]
            name = "yolk"
            value = 12
            """,
            TestContext.Current.CancellationToken);
        await Call.AssertWorks("prepare", data.Scanned, "--out", prepared, "--labels", labels, "--test", "0.34", "--split-seed", "2", "--workers", "2");
        Assert.Equal(2, File.ReadAllLines(Path.Combine(prepared, "test.list")).Length);
        Assert.Equal(8, File.ReadAllLines(Path.Combine(prepared, "train.list")).Length);

        string[] small = ["--classes", "3", "--iterations", "80", "--base-width", "4", "--downsampling", "1", "--patch", "16,32,32", "--stride", "16,16,16", "--threads", "1", "--learning-rate", "0.03"];
        await Call.AssertWorks(["train", "--recipe", recipe, "--data", prepared, "--out", run, .. small]);

        string segmented = data.FileNamed("segmented"), scores = data.FileNamed("scores.csv");
        string[] test = File.ReadAllLines(Path.Combine(prepared, "test.list"));
        int[] scans = [.. test.Select(id => int.Parse(id[^1..], CultureInfo.InvariantCulture))];
        await Call.AssertWorks(["predict", "--run", run, "--input", .. scans.Select(data.ImagePath), "--output", segmented, "--uncertainty"]);
        foreach (int scan in scans)
        {
            var (own, result) = (ImageFile.Read(data.ImagePath(scan)).Geometry, ImageFile.Read(Path.Combine(segmented, Path.GetFileName(data.ImagePath(scan)))).Geometry);
            Assert.Equal(own.Size, result.Size);
            for (int i = 0; i < 9; i++) Assert.Equal(own.Direction[i], result.Direction[i], 1e-5);
            for (int i = 0; i < 3; i++) Assert.Equal(own.Origin[i], result.Origin[i], 1e-3);
        }

        await Call.AssertWorks(["evaluate", "--predictions", segmented, "--labels", data.FileNamed("scans/labels"), "--scheme", labels, "--allow-missing", "--out", scores]);
        string[] rows = [.. File.ReadAllLines(scores).Skip(1)];
        Assert.Equal(4, rows.Length);
        Assert.All(rows, row => Assert.True(double.Parse(row.Split(',')[2], CultureInfo.InvariantCulture) > 0.6, row));
    }
}
